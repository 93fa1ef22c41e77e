using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Tests.Streams;

/// <summary>Sources that do not simply end.</summary>
internal static class Endless
{
    /// <summary>Counts, waits for ever behind some, and says when it is disposed: twice would throw.</summary>
    public static async IAsyncEnumerable<int> CountAsync(
        TaskCompletionSource disposed, [EnumeratorCancellation] CancellationToken cancellationToken, int count = int.MaxValue)
    {
        try
        {
            for (int i = 0; i < count; i++)
            {
                yield return i;
            }

            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            disposed.SetResult();
        }
    }

    public static async IAsyncEnumerable<int> FailAsync(int count, Exception failure)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }

        throw failure;
    }

    /// <summary>Counts from where it is to go on, and states each position.</summary>
    public static async IAsyncEnumerable<int> PositionedAsync(int count)
    {
        int first = RpcStreamContext.After is { } after ? int.Parse(after, CultureInfo.InvariantCulture) : 0;
        for (int i = first; i < count; i++)
        {
            await Task.Yield();
            RpcStreamContext.SetCursor((i + 1).ToString(CultureInfo.InvariantCulture));
            yield return i;
        }
    }
}
