using System;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

/// <summary>A client that has no more than TCP, and keeps no rule.</summary>
internal sealed class HostileSocket : IAsyncDisposable
{
    public const int Ended = -1;

    private const string Call = """{"jsonrpc":"2.0","id":"probe","method":"echo","params":["alive"]}""";
    private const string Answer = """{"jsonrpc":"2.0","id":"probe","result":"alive"}""";

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _head = new byte[8];

    private HostileSocket()
    {
    }

    /// <summary>Text with the line ends of HTTP.</summary>
    public static string Lines(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);

    public static string Upgrade(Uri address, string headers = "") => Lines(
        $"GET {address.PathAndQuery} HTTP/1.1\nHost: {address.Authority}\nConnection: Upgrade\nUpgrade: websocket\n"
        + $"Sec-WebSocket-Version: 13\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\n{headers}\n");

    /// <summary>A connection of TCP, and no more yet.</summary>
    public static async Task<HostileSocket> DialAsync(Uri address)
    {
        var client = new HostileSocket();
        await client._socket.ConnectAsync(address.Host, address.Port).Within();
        return client;
    }

    public static async Task<HostileSocket> ConnectAsync(Uri address, bool upgrade, string headers = "")
    {
        HostileSocket client = await DialAsync(address);
        if (upgrade)
        {
            await client.SendAsync(Encoding.ASCII.GetBytes(Upgrade(address, headers)));
            Assert.Equal(101, await client.ReadStatusAsync());
        }

        return client;
    }

    /// <summary>Makes the end of the connection a reset, which overtakes what is on its way.</summary>
    public void Reset() => _socket.LingerState = new LingerOption(true, 0);

    /// <summary>Sends as much as the server takes: it may have closed in the middle of it.</summary>
    public async Task SendAsync(byte[] bytes)
    {
        try
        {
            for (int sent = 0; sent < bytes.Length;)
            {
                sent += await _socket.SendAsync(bytes.AsMemory(sent), SocketFlags.None).Within();
            }
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // What it had to say is still to be read.
            return;
        }
    }

    /// <summary>The status of an HTTP response, whose head is read.</summary>
    public async Task<int> ReadStatusAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (!await TryReadAsync(1))
            {
                return Ended;
            }

            head.Append((char)_head[0]);
        }

        return int.Parse(head.ToString().Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The opcode and the payload of the next frame; <see cref="Ended"/> where there is none.</summary>
    public async Task<(int Opcode, byte[] Payload)> ReadFrameAsync()
    {
        if (!await TryReadAsync(2))
        {
            return (Ended, []);
        }

        // A server does not mask, and what ours sends is whole.
        Assert.Equal(0x80, _head[0] & 0xF0);
        int opcode = _head[0] & 0x0F;
        int length = _head[1];
        if (length >= 126)
        {
            int bytes = length == 126 ? 2 : 8;
            Assert.True(await TryReadAsync(bytes));
            length = 0;
            for (int i = 0; i < bytes; i++)
            {
                length = (length << 8) | _head[i];
            }
        }

        byte[] payload = new byte[length];
        Assert.True(await TryReadAsync(payload));
        return (opcode, payload);
    }

    /// <summary>Proves that the connection serves calls.</summary>
    public async Task AssertServedAsync(bool exactly)
    {
        await SendAsync(HostileFrame.Text(Call));
        string heard;
        do
        {
            (int opcode, byte[] payload) = await ReadFrameAsync();
            heard = Encoding.UTF8.GetString(payload);
            Assert.True(opcode == HostileFrame.TextOpcode, $"{opcode} {heard}");
        }
        while (!exactly && heard != Answer);

        Assert.Equal(Answer, heard);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }

    private Task<bool> TryReadAsync(int count) => TryReadAsync(_head.AsMemory(0, count));

    private async Task<bool> TryReadAsync(Memory<byte> buffer)
    {
        try
        {
            while (buffer.Length > 0)
            {
                int count = await _socket.ReceiveAsync(buffer, SocketFlags.None).Within();
                if (count == 0)
                {
                    return false;
                }

                buffer = buffer[count..];
            }

            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return false;
        }
    }
}
