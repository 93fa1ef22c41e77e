using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Servers;

/// <summary>A server that has no more than TCP, and serves one client as its script says.</summary>
internal sealed class HostileListener : IDisposable
{
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _client;
    private NetworkStream? _stream;

    public HostileListener() => _listener.Start();

    public Uri Address => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hub");

    /// <summary>Accepts a connection, upgrades it and plays the script.</summary>
    public async Task PlayAsync(string script)
    {
        _client = await _listener.AcceptTcpClientAsync().Within();
        _stream = _client.GetStream();
        await UpgradeAsync();
        foreach (string line in script.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await PlayLineAsync(line);
        }
    }

    /// <summary>Answers the next call, whatever the client says before, with its own argument.</summary>
    public async Task EchoAsync()
    {
        while (true)
        {
            using var message = JsonDocument.Parse(await ReadMessageAsync());
            if (message.RootElement.TryGetProperty("method", out JsonElement method) && method.GetString() == "echo")
            {
                string id = message.RootElement.GetProperty("id").GetRawText();
                string text = message.RootElement.GetProperty("params")[0].GetRawText();
                await SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"result":{{text}}}""");
                return;
            }
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }

    private async Task PlayLineAsync(string line)
    {
        string rest = line[1..].Trim();
        switch (line[0])
        {
            case '<':
                string heard = await ReadMessageAsync();
                Assert.True(heard.StartsWith(rest, StringComparison.Ordinal), $"{rest} expected, but heard: {heard}");
                break;
            case '>':
                await SendAsync(rest);
                break;
            case '#':
                await _stream!.WriteAsync(Convert.FromHexString(rest.Replace(" ", "", StringComparison.Ordinal))).Within();
                break;
            default:
                _client!.Client.Shutdown(SocketShutdown.Send);
                break;
        }
    }

    private Task SendAsync(string text) =>
        _stream!.WriteAsync(HostileFrame.Of(HostileFrame.TextOpcode, Encoding.UTF8.GetBytes(text), masked: false)).Within();

    private async Task UpgradeAsync()
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream!.ReadExactlyAsync(one).Within();
            head.Append((char)one[0]);
        }

        string key = head.ToString().Split("Sec-WebSocket-Key: ", 2)[1].Split("\r\n")[0];
        await _stream!.WriteAsync(Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {AcceptOf(key)}\r\n\r\n")).Within();
    }

    // RFC 6455 section 4.2.2 prescribes SHA-1 here.
#pragma warning disable CA5350
    private static string AcceptOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + KeySuffix)));
#pragma warning restore CA5350

    private async Task<string> ReadMessageAsync()
    {
        while (true)
        {
            byte[] head = await ReadAsync(2);
            int length = head[1] & 0x7F;
            if (length == 126)
            {
                byte[] more = await ReadAsync(2);
                length = (more[0] << 8) | more[1];
            }

            byte[] key = await ReadAsync(4);
            byte[] payload = await ReadAsync(length);
            for (int i = 0; i < length; i++)
            {
                payload[i] ^= key[i % 4];
            }

            if ((head[0] & 0x0F) == HostileFrame.TextOpcode)
            {
                return Encoding.UTF8.GetString(payload);
            }

            Assert.True((head[0] & 0x0F) != HostileFrame.CloseOpcode, "The client has closed.");
        }
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        byte[] bytes = new byte[count];
        await _stream!.ReadExactlyAsync(bytes).Within();
        return bytes;
    }
}
