using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Handshakes of HTTP/1.1, byte by byte: also such as no client sends.</summary>
internal static class RawHandshake
{
    public const string Good = """
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13
        """;

    /// <summary>Asks for a connection, with these headers besides the usual ones.</summary>
    public static Task<HandshakeReply> AskAsync(HubHost host, params string[] headers) => AskAsync(host, "/hub", headers);

    public static Task<HandshakeReply> AskAsync(HubHost host, string target, string[] headers) =>
        SendAsync(host, $"GET {target} HTTP/1.1", [.. Good.ReplaceLineEndings("\n").Split('\n'), .. headers]);

    /// <summary>Asks as somebody does who wants no connection.</summary>
    public static Task<HandshakeReply> GetAsync(HubHost host, string target, params string[] headers) =>
        SendAsync(host, $"GET {target} HTTP/1.1", headers);

    /// <summary>Sends a request of these lines, and reads the head of the answer and a body of known length.</summary>
    public static async Task<HandshakeReply> SendAsync(HubHost host, string requestLine, string[] headers, string body = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", host.HttpAddress.Port).Within();
        NetworkStream stream = client.GetStream();
        string hostLine = Array.Exists(headers, header => header.StartsWith("Host:", StringComparison.Ordinal))
            ? ""
            : $"Host: {host.HttpAddress.Authority}\r\n";
        string lines = headers.Length == 0 ? "" : string.Join("\r\n", headers) + "\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{requestLine}\r\n{hostLine}{lines}\r\n{body}")).AsTask().Within();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await ReadAsync(reader).Within();
    }

    private static async Task<HandshakeReply> ReadAsync(StreamReader reader)
    {
        string status = await reader.ReadLineAsync() ?? throw new IOException("The server answered nothing.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        int code = int.Parse(status.Split(' ')[1], CultureInfo.InvariantCulture);
        int length = code == 101 ? 0 : int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);
        char[] body = new char[length];

        // A reader that is asked for nothing waits for something all the same.
        int read = length == 0 ? 0 : await reader.ReadBlockAsync(body);
        return new HandshakeReply(code, headers, new string(body, 0, read));
    }
}
