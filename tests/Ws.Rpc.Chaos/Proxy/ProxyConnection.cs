using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Ws.Rpc.Chaos.Proxy;

/// <summary>One connection through the proxy: two loops that copy bytes, until the plan says otherwise.</summary>
internal sealed class ProxyConnection : IDisposable
{
    private const int ChunkBytes = 16 * 1024;

    private readonly FaultProxy _proxy;
    private readonly int _number;
    private readonly Socket _client;
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly FaultPlan _plan;
    private readonly Random _jitter;
    private volatile bool _swallowsAll;
    private volatile bool _delays;

    public ProxyConnection(FaultProxy proxy, int number, Socket client, FaultPlan plan)
    {
        _proxy = proxy;
        _number = number;
        _client = client;
        _client.NoDelay = true;
        _plan = plan;
        _jitter = new Random(number);
    }

    public async Task RunAsync(IPEndPoint upstream)
    {
        try
        {
            await _server.ConnectAsync(upstream);
        }
        catch (SocketException)
        {
            Break(FaultKind.Reset);
            return;
        }

        await Task.WhenAll(CopyAsync(_client, _server, Flow.Up), CopyAsync(_server, _client, Flow.Down));
    }

    /// <summary>Does it now, wherever the connection is.</summary>
    public void Break(FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.HalfOpen:
                _swallowsAll = true;
                break;
            case FaultKind.Reset:
                Close(_client, reset: true);
                Close(_server, reset: true);
                break;
            default:
                Close(_client, reset: false);
                Close(_server, reset: false);
                break;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private async Task CopyAsync(Socket from, Socket to, Flow flow)
    {
        byte[] buffer = new byte[ChunkBytes];
        long passed = 0;
        bool isPlanned = _plan.Kind != FaultKind.None && _plan.Flow == flow;
        bool swallows = false;
        try
        {
            while (true)
            {
                int count = await from.ReceiveAsync(buffer);
                if (count == 0)
                {
                    break;
                }

                if (swallows || _swallowsAll)
                {
                    continue;
                }

                Memory<byte> chunk = buffer.AsMemory(0, count);
                if (isPlanned && passed + count >= _plan.AfterBytes)
                {
                    isPlanned = false;
                    swallows = await FailAsync(chunk, (int)(_plan.AfterBytes - passed), to);
                }
                else
                {
                    await PassAsync(chunk, to);
                }

                passed += count;
            }

            if (!swallows && !_swallowsAll)
            {
                to.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // One side is gone, by plan or by itself: so is the other, unless it is not to know.
            if (!_swallowsAll)
            {
                Close(to, reset: exception is SocketException { SocketErrorCode: SocketError.ConnectionReset });
            }
        }
    }

    /// <summary>Carries out the plan at its place in this chunk.</summary>
    /// <returns>Whether this direction passes nothing more, though it is read on.</returns>
    private async Task<bool> FailAsync(Memory<byte> chunk, int position, Socket to)
    {
        _proxy.Broke(_number, $"{_plan.Kind} behind {_plan.AfterBytes} bytes {_plan.Flow}");
        Memory<byte> before = chunk[..position];
        switch (_plan.Kind)
        {
            case FaultKind.Kill:
                await PassAsync(chunk, to);
                Break(FaultKind.Kill);
                return true;
            case FaultKind.Fin:
                await PassAsync(before, to);
                to.Shutdown(SocketShutdown.Send);
                return true;
            case FaultKind.Stall:
                await PassAsync(before, to);
                await Task.Delay(_plan.Duration, TimeProvider.System);
                await PassAsync(chunk[position..], to);
                return false;
            case FaultKind.Delay:
                _delays = true;
                await PassAsync(chunk, to);
                return false;
            default:
                await PassAsync(before, to);
                Break(_plan.Kind);
                return true;
        }
    }

    private async Task PassAsync(Memory<byte> bytes, Socket to)
    {
        if (_delays)
        {
            TimeSpan delay;
            lock (_jitter)
            {
                delay = _plan.Duration * _jitter.NextDouble();
            }

            await Task.Delay(delay, TimeProvider.System);
        }

        _proxy.Count(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await to.SendAsync(bytes)..];
        }
    }

    private static void Close(Socket socket, bool reset)
    {
        try
        {
            if (reset)
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            else
            {
                // Without it a socket that is being read is reset by its disposal.
                socket.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }

        socket.Dispose();
    }
}
