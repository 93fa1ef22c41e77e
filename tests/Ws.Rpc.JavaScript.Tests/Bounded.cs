using System;
using System.Threading.Tasks;

namespace Ws.Rpc.JavaScript.Tests;

/// <summary>A test that hangs fails.</summary>
internal static class Bounded
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    public static Task Within(this Task task) => task.WaitAsync(s_limit);

    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(s_limit);

    public static Task Within(this ValueTask task) => task.AsTask().WaitAsync(s_limit);

    public static Task<T> Within<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(s_limit);
}
