using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Chaos.Proxy;

/// <summary>
/// Stands between clients and a server on loopback, and breaks their connections by plan. The plan of the n-th connection follows
/// from the seed and n alone, so that a run can be played again.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<int, ProxyConnection> _open = new();
    private readonly ConcurrentDictionary<int, Task> _running = new();
    private readonly IPEndPoint _upstream;
    private readonly Task _accepting;
    private readonly int _seed;
    private volatile Func<Random, FaultPlan> _plan;
    private volatile bool _refuses;
    private int _accepted;
    private int _refused;
    private int _faults;
    private long _bytes;

    public FaultProxy(int upstreamPort, int seed, Func<Random, FaultPlan>? plan = null, int port = 0)
    {
        _upstream = new IPEndPoint(IPAddress.Loopback, upstreamPort);
        _seed = seed;
        _plan = plan ?? (static _ => FaultPlan.Nothing);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen(4096);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    public ProxyLog Log { get; } = new();

    public ProxyStatistics Statistics => new(
        Volatile.Read(ref _accepted), Volatile.Read(ref _refused), _open.Count, Volatile.Read(ref _faults), Interlocked.Read(ref _bytes));

    /// <summary>Whether new connections are reset as soon as they are made.</summary>
    public bool Refuses
    {
        get => _refuses;
        set
        {
            _refuses = value;
            Log.Add(value ? "refuses" : "accepts");
        }
    }

    /// <summary>What happens to connections from now on, drawn for each of them.</summary>
    public Func<Random, FaultPlan> Plan
    {
        get => _plan;
        set => _plan = value;
    }

    public Uri AddressOf(string path) => new($"ws://127.0.0.1:{Port}{path}");

    public void KillAll() => BreakAll(FaultKind.Kill);

    public void ResetAll() => BreakAll(FaultKind.Reset);

    public void HalfOpenAll() => BreakAll(FaultKind.HalfOpen);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        KillAll();
        await Task.WhenAll(_running.Values);
        _stopping.Dispose();
    }

    internal void Count(long bytes) => Interlocked.Add(ref _bytes, bytes);

    internal void Broke(int number, string what)
    {
        Interlocked.Increment(ref _faults);
        Log.Add($"#{number} {what}");
    }

    private void BreakAll(FaultKind kind)
    {
        Log.Add($"{kind} of all");
        foreach (ProxyConnection connection in _open.Values)
        {
            connection.Break(kind);
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptAsync(_stopping.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }

            if (_refuses)
            {
                Interlocked.Increment(ref _refused);
                Reset(client);
                continue;
            }

            int number = Interlocked.Increment(ref _accepted);
            _running[number] = Task.Run(() => ServeAsync(client, number));
        }
    }

    private async Task ServeAsync(Socket client, int number)
    {
        // Draws of neighbouring seeds resemble each other: a prime apart they do not.
        FaultPlan plan = _plan(new Random(unchecked((_seed * 31_337) + (number * 7_919))));
        using var connection = new ProxyConnection(this, number, client, plan);
        _open[number] = connection;
        await connection.RunAsync(_upstream);
        _open.TryRemove(number, out _);
        _running.TryRemove(number, out _);
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }
}
