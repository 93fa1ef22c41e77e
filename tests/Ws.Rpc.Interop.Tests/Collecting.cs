using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ws.Rpc.Interop.Tests;

internal static class Collecting
{
    /// <summary>Takes all items, and keeps those that came before a failure.</summary>
    public static async Task CopyToAsync<T>(this IAsyncEnumerable<T> items, List<T> list)
    {
        await foreach (T item in items)
        {
            list.Add(item);
        }
    }
}
