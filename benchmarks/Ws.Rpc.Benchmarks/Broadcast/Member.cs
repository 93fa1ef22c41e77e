using System;
using System.Net.Sockets;
using System.Text;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Broadcast;

/// <summary>
/// A client over a bare TCP socket, the same for every framework, that does no more than count what comes: the clients shall not
/// be what is measured.
/// </summary>
internal sealed class Member : IDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 5_000 };
    private readonly SocketAsyncEventArgs _receiving = new();
    private readonly FrameCounter _frames = new();
    private readonly Deliveries _deliveries;

    private Member(Deliveries deliveries)
    {
        _deliveries = deliveries;
        _receiving.SetBuffer(new byte[BufferBytes]);
        _receiving.Completed += (_, _) => ReceiveOn();
    }

    public static Member Connect(Uri server, BroadcastContender contender, Deliveries deliveries, int? receiveBuffer = null)
    {
        var member = new Member(deliveries);
        if (receiveBuffer is { } bytes)
        {
            member._socket.ReceiveBufferSize = bytes;
        }

        member._socket.Connect(server.Host, server.Port);
        member.Handshake(server, contender.Path);
        member.Send(contender.Opening);
        return member;
    }

    /// <summary>Begins to read; a member that does not is stalled.</summary>
    public void Start()
    {
        if (!_socket.ReceiveAsync(_receiving))
        {
            ReceiveOn();
        }
    }

    /// <summary>Sends a final text frame, masked with zeros, which leave the text as it is (RFC 6455 section 5.2).</summary>
    public void Send(string message)
    {
        byte[] text = Encoding.UTF8.GetBytes(message);
        Verify.That(text.Length < 126);
        _socket.Send([0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. text]);
    }

    /// <summary>Reads what a stalled member has left, and says whether the server has ended the connection.</summary>
    public bool IsCut()
    {
        byte[] buffer = new byte[BufferBytes];
        _socket.ReceiveTimeout = 200;
        try
        {
            while (_socket.Receive(buffer) > 0)
            {
            }

            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode != SocketError.TimedOut && e.SocketErrorCode != SocketError.WouldBlock;
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _receiving.Dispose();
    }

    private void ReceiveOn()
    {
        do
        {
            if (_receiving.SocketError != SocketError.Success || _receiving.BytesTransferred == 0)
            {
                return;
            }

            _deliveries.Add(_frames.Count(_receiving.MemoryBuffer.Span[.._receiving.BytesTransferred]));
        }
        while (!TryWait());
    }

    private bool TryWait()
    {
        try
        {
            return _socket.ReceiveAsync(_receiving);
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private void Handshake(Uri server, string path)
    {
        _socket.Send(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        Span<byte> head = stackalloc byte[1024];
        int count = 0;

        // Byte by byte: what follows the head is a frame, and not ours to read here.
        while (!head[..count].EndsWith("\r\n\r\n"u8))
        {
            int read = _socket.Receive(head.Slice(count, 1));
            Verify.That(read == 1);
            count++;
        }

        Verify.That(head.StartsWith("HTTP/1.1 101 "u8));
    }
}
