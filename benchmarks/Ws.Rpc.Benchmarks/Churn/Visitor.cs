using System;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Churn;

/// <summary>A client over a bare TCP socket, which comes, enters a room, calls, and goes in one way or another.</summary>
internal sealed class Visitor : IDisposable
{
    private const string Enter = """{"jsonrpc":"2.0","id":2,"method":"enter","params":["lobby"]}""";
    private const string Stay = """{"jsonrpc":"2.0","id":3,"method":"stay"}""";
    private const string Open = """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1],"resume":true}}""";

    // 1000, masked with zeros.
    private static readonly byte[] s_close = [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8];

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[4 * 1024];
    private int _count;

    private Visitor()
    {
    }

    /// <param name="server">Whose visitor.</param>
    /// <param name="hasSession">Whether it opens a session that would be kept when the connection is lost.</param>
    /// <param name="aborts">Whether it vanishes without a word, in the middle of a call.</param>
    public static async Task ComeAndGoAsync(Uri server, bool hasSession, bool aborts)
    {
        using var visitor = new Visitor();
        await visitor._socket.ConnectAsync(server.Host, server.Port);
        await visitor.UpgradeAsync(server);
        if (hasSession)
        {
            await visitor.SendAsync(Open);
            await visitor.ReadUntilAsync("\"id\":1,\"result\"");
        }

        await visitor.SendAsync(Enter);
        await visitor.ReadUntilAsync("\"id\":2,\"result\"");
        await visitor.SendAsync(Stay);
        if (aborts)
        {
            // A reset instead of an orderly end.
            visitor._socket.LingerState = new LingerOption(true, 0);
            return;
        }

        await visitor._socket.SendAsync(s_close);
        await visitor.ReadToEndAsync();
    }

    public void Dispose() => _socket.Dispose();

    private async Task UpgradeAsync(Uri server)
    {
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /rpc/visits HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        await ReadUntilAsync("\r\n\r\n");
        Verify.That(_buffer.AsSpan().StartsWith("HTTP/1.1 101 "u8));
    }

    // A final text frame, masked with zeros, which leave the text as it is (RFC 6455 section 5.2).
    private async Task SendAsync(string message)
    {
        byte[] text = Encoding.UTF8.GetBytes(message);
        Verify.That(text.Length < 126);
        await _socket.SendAsync((byte[])[0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. text]);
    }

    // All that came is kept: it is little, and frames of the server's are not masked.
    private async Task ReadUntilAsync(string text)
    {
        while (!Encoding.Latin1.GetString(_buffer, 0, _count).Contains(text, StringComparison.Ordinal))
        {
            int read = await _socket.ReceiveAsync(_buffer.AsMemory(_count));
            Verify.That(read > 0);
            _count += read;
        }
    }

    private async Task ReadToEndAsync()
    {
        while (await _socket.ReceiveAsync(_buffer) > 0)
        {
        }
    }
}
