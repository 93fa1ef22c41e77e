using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace Ws.Rpc.Chaos.Oracle;

/// <summary>
/// What was executed on the server, noted by the hub's methods themselves: what the invariants are checked against, beside the code
/// under test. A singleton of the server.
/// </summary>
/// <param name="file">Where each execution is noted as well, so that it is known even if the process is killed.</param>
internal sealed class Journal(string? file = null) : IDisposable
{
    // Guards the file.
    private readonly Lock _gate = new();
    private readonly FileStream? _file = file is null ? null : new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read, 0);
    private readonly ConcurrentDictionary<int, bool> _executions = new();
    private readonly ConcurrentQueue<int> _repeated = new();
    private readonly ConcurrentDictionary<int, int> _enumerators = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<int>> _told = new();
    private readonly ConcurrentQueue<(TimeSpan At, RpcDisconnectReason Reason)> _left = new();
    private int _running;
    private int _liveEnumerators;
    private int _connections;

    public int Running => Volatile.Read(ref _running);

    public int LiveEnumerators => Volatile.Read(ref _liveEnumerators);

    public int Connections => Volatile.Read(ref _connections);

    public int Executed => _executions.Count;

    /// <summary>The calls that were executed more than once.</summary>
    public IEnumerable<int> Repeated => _repeated;

    /// <summary>The streams whose enumerator was not disposed exactly once.</summary>
    public IEnumerable<int> MisusedEnumerators => _enumerators.Where(one => one.Value != 1).Select(one => one.Key).Order();

    public bool WasExecuted(int call) => _executions.ContainsKey(call);

    /// <summary>When each session left the hub, and why.</summary>
    public IReadOnlyCollection<(TimeSpan At, RpcDisconnectReason Reason)> Left => _left;

    public void Execute(int call)
    {
        if (!_executions.TryAdd(call, true))
        {
            _repeated.Enqueue(call);
        }

        if (_file is not null)
        {
            lock (_gate)
            {
                _file.Write(Encoding.ASCII.GetBytes($"{call}\n"));
            }
        }
    }

    public void Begin() => Interlocked.Increment(ref _running);

    public void End() => Interlocked.Decrement(ref _running);

    public void Enter() => Interlocked.Increment(ref _connections);

    public void Leave(RpcDisconnect disconnect)
    {
        _left.Enqueue((Stopwatch.GetElapsedTime(0), disconnect.Reason));
        Interlocked.Decrement(ref _connections);
    }

    public void BeginEnumerator(int stream)
    {
        Interlocked.Increment(ref _liveEnumerators);
        _enumerators.TryAdd(stream, 0);
    }

    public void DisposeEnumerator(int stream)
    {
        Interlocked.Decrement(ref _liveEnumerators);
        _enumerators.AddOrUpdate(stream, 1, static (_, count) => count + 1);
    }

    public void Hear(string connection, int number) => _told.GetOrAdd(connection, static _ => new()).Enqueue(number);

    /// <summary>The numbers that came over one session, in their order.</summary>
    public IReadOnlyList<int> HeardFrom(string connection) =>
        _told.TryGetValue(connection, out ConcurrentQueue<int>? numbers) ? [.. numbers] : [];

    public void Dispose() => _file?.Dispose();
}
