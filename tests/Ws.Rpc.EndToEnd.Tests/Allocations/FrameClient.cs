using System;
using System.Buffers.Binary;
using System.Linq;
using System.Net.Sockets;
using System.Text;

namespace Ws.Rpc.EndToEnd.Tests.Allocations;

/// <summary>
/// A client over a bare TCP socket that allocates nothing per call: it sends the same bytes and counts what comes back.
/// </summary>
internal sealed class FrameClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
    private readonly byte[] _received = new byte[64 * 1024];
    private readonly byte[] _request;
    private readonly int _window;
    private int _unread;
    private int _taken;

    /// <param name="address">Where the hub is.</param>
    /// <param name="message">What every call sends.</param>
    /// <param name="window">How many calls are sent at once.</param>
    public FrameClient(Uri address, string message, int window)
    {
        _window = window;
        _request = [.. Enumerable.Repeat(Frame(message), window).SelectMany(static frame => frame)];
        _socket.Connect(address.Host, address.Port);
        Handshake(address);
    }

    /// <summary>Makes calls, <c>window</c> at a time, and gives the last answer.</summary>
    public ReadOnlySpan<byte> Call(int times)
    {
        ReadOnlySpan<byte> last = default;
        for (int done = 0; done < times; done += _window)
        {
            _socket.Send(_request);
            last = Receive(_window);
        }

        return last;
    }

    /// <summary>Waits for so many messages, and gives the last one.</summary>
    public ReadOnlySpan<byte> Receive(int frames)
    {
        Compact(_taken);
        int start = 0;
        int end = 0;
        for (int read = 0; read < frames; read++)
        {
            start = end;
            while ((end = EndOfFrame(start)) < 0)
            {
                start -= Compact(start);
                Fill();
            }
        }

        _taken = end;
        return _received.AsSpan(start, end - start);
    }

    public void Dispose() => _socket.Dispose();

    // RFC 6455 section 5.2: final text frame, masked with zeros, which leave the text as it is.
    private static byte[] Frame(string message)
    {
        byte[] text = Encoding.UTF8.GetBytes(message);
        return text.Length < 126
            ? [0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. text]
            : [0x81, 0x80 | 126, (byte)(text.Length >> 8), (byte)text.Length, 0, 0, 0, 0, .. text];
    }

    private void Handshake(Uri address)
    {
        _socket.Send(Encoding.ASCII.GetBytes(
            $"GET {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        while (_received.AsSpan(0, _unread).IndexOf("\r\n\r\n"u8) < 0)
        {
            Fill();
        }

        if (!_received.AsSpan(0, _unread).StartsWith("HTTP/1.1 101 "u8))
        {
            throw new InvalidOperationException(Encoding.ASCII.GetString(_received, 0, _unread));
        }

        _unread = 0;
    }

    // The server does not mask.
    private int EndOfFrame(int start)
    {
        ReadOnlySpan<byte> left = _received.AsSpan(start, _unread - start);
        if (left.Length < 4)
        {
            return -1;
        }

        int length = left[1] < 126 ? 2 + left[1] : 4 + BinaryPrimitives.ReadUInt16BigEndian(left[2..]);
        return left.Length < length ? -1 : start + length;
    }

    private int Compact(int start)
    {
        _received.AsSpan(start, _unread - start).CopyTo(_received);
        _unread -= start;
        return start;
    }

    private void Fill()
    {
        int count = _socket.Receive(_received, _unread, _received.Length - _unread, SocketFlags.None);
        _unread += count > 0 ? count : throw new InvalidOperationException("The server has closed.");
    }
}
