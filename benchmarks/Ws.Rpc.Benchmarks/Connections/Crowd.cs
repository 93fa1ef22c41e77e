using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Connections;

/// <summary>Many connections, made and ended some at a time.</summary>
internal static class Crowd
{
    private const int Lanes = 16;

    public static async Task<List<IContender>> GatherAsync(int count, Func<Task<IContender>> connect)
    {
        ConcurrentBag<IContender> connections = [];
        int left = count;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                connections.Add(await connect());
            }
        })));
        return [.. connections];
    }

    public static Task DismissAsync(IEnumerable<IContender> connections) =>
        Parallel.ForEachAsync(
            connections,
            new ParallelOptions { MaxDegreeOfParallelism = Lanes },
            static (connection, _) => connection.DisposeAsync());
}
