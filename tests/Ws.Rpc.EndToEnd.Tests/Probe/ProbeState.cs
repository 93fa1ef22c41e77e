using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Probe;

/// <summary>What the hubs of one host share with the test. Thread-safe.</summary>
internal sealed class ProbeState
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private int _hubs;
    private int _things;

    public ConcurrentQueue<int> Started { get; } = new();

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ManualResetEventSlim Block { get; } = new();

    public Func<ProbeHub, ValueTask> OnConnected { get; set; } = static _ => default;

    public Func<ProbeHub, RpcDisconnect, ValueTask> OnDisconnected { get; set; } = static (_, _) => default;

    /// <summary>How many hubs were made.</summary>
    public int Hubs => Volatile.Read(ref _hubs);

    public int NextHub() => Interlocked.Increment(ref _hubs);

    public int NextThing() => Interlocked.Increment(ref _things);

    public void Tell(string text) => _events.Writer.TryWrite(text);

    public Task<string> NextAsync() => _events.Reader.ReadAsync().Within();
}
