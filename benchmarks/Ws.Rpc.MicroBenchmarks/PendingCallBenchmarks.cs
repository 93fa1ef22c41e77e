using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Ws.Rpc.Calls;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.MicroBenchmarks;

/// <summary>
/// A call that is filed, answered and awaited, beside a dictionary of <see cref="TaskCompletionSource{TResult}"/>.
/// </summary>
[MemoryDiagnoser]
public class PendingCallBenchmarks
{
    private static readonly byte[] s_result = "42"u8.ToArray();

    private readonly RpcMethod _method = RpcRegistry.Get<ISumHub>().Methods[0];
    private readonly PendingCalls _pending = new(negativeIds: false, capacity: 1024);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<int>> _dictionary = new();
    private long _id;

    [Benchmark]
    public async Task<int> PendingCall()
    {
        PendingCall<int> call = PendingCall<int>.Rent(_method, RpcCodecs.Int32);
        ValueTask<int> task = call.Task;
        if (!_pending.TryAdd(call, out Exception? refusal))
        {
            throw refusal;
        }

        if (_pending.TryTake(call.Id, out PendingCall? answered))
        {
            answered.SetResult(s_result);
            answered.Continue();
        }

        return await task;
    }

    [Benchmark]
    public async Task<int> DictionaryOfCompletionSources()
    {
        var call = new TaskCompletionSource<int>();
        long id = ++_id;
        _dictionary[id] = call;
        if (_dictionary.TryRemove(id, out TaskCompletionSource<int>? answered))
        {
            answered.SetResult(42);
        }

        return await call.Task;
    }
}
