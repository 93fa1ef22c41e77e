using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

/// <summary>A TCP connection that at some time loses what is written to it, and tells nobody.</summary>
internal sealed class MuteStream(Socket socket, int patience) : NetworkStream(socket, ownsSocket: true)
{
    private readonly TaskCompletionSource _swallowed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isMute;
    private int _bytes;

    /// <summary>More than <c>patience</c> bytes have been lost.</summary>
    public Task Swallowed => _swallowed.Task;

    public static async Task<MuteStream> ConnectAsync(Uri uri, int patience, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(uri.Host, uri.Port, cancellationToken);
        return new MuteStream(socket, patience);
    }

    /// <summary>From here on nothing arrives.</summary>
    public void Mute() => _isMute = true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_isMute)
        {
            return base.WriteAsync(buffer, cancellationToken);
        }

        if (Interlocked.Add(ref _bytes, buffer.Length) > patience)
        {
            _swallowed.TrySetResult();
        }

        return default;
    }
}
