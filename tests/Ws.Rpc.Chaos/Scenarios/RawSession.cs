using System;
using System.Buffers.Binary;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>
/// A client that shows what it likes, made of bytes: the handshake and the frames are written out, so that a hundred thousand of
/// them take seconds.
/// </summary>
internal sealed class RawSession : IDisposable
{
    private const int HeaderBytes = 2;
    private const int MaskBytes = 4;
    private const int LongLength = 126;
    private const byte FinalText = 0x81;
    private const byte Masked = 0x80;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[4096];
    private int _filled;

    private RawSession() => _socket.LingerState = new LingerOption(true, 0);

    /// <summary>The token of the session that it has now; empty where none is given out.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The public id of that session.</summary>
    public string Connection { get; private set; } = "";

    public static async Task<RawSession> ConnectAsync(int port, string path, string? headers = null)
    {
        RawSession session = new();
        await session._socket.ConnectAsync(IPAddress.Loopback, port).Within();
        string request = $"""
            GET {path} HTTP/1.1
            Host: localhost
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Protocol: ws-rpc.v1+json

            """;
        await session._socket.SendAsync(Encoding.ASCII.GetBytes($"{request}{headers}\n".ReplaceLineEndings("\r\n"))).Within();
        await session.ReceiveHeadersAsync();
        return session;
    }

    /// <summary>Begins a session of its own.</summary>
    public async Task OpenAsync() => Accept(await AskAsync(
        """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"resume":true,"versions":[1],"heartbeat":null} }"""));

    /// <summary>Shows a token; the answer is whether it was good.</summary>
    public async Task<bool> ResumeAsync(string token, long received = 0)
    {
        string resume = $$"""{"token":{{JsonSerializer.Serialize(token)}},"received":{{received}} }""";
        return Accept(await AskAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"resume":{{resume}},"versions":[1],"heartbeat":null} }"""));
    }

    /// <summary>Makes a call, so that frames have come over this connection.</summary>
    public async Task<string> DoAsync(int call)
    {
        JsonElement answer = await AskAsync($$"""{"jsonrpc":"2.0","id":2,"method":"do","params":[{{call}},"x"]}""");
        return answer.GetProperty("result").GetString()!;
    }

    /// <summary>Goes without a word (RST).</summary>
    public void Dispose() => _socket.Dispose();

    private bool Accept(JsonElement answer)
    {
        JsonElement result = answer.GetProperty("result");
        Connection = result.GetProperty("connection").GetString()!;
        Token = result.TryGetProperty("resume", out JsonElement resume) ? resume.GetProperty("token").GetString()! : "";
        return result.TryGetProperty("resumed", out JsonElement resumed) && resumed.GetBoolean();
    }

    private async Task<JsonElement> AskAsync(string text)
    {
        // A mask of zeros is a mask.
        byte[] payload = Encoding.UTF8.GetBytes(text);
        int extra = payload.Length < LongLength ? 0 : sizeof(ushort);
        byte[] frame = new byte[HeaderBytes + extra + MaskBytes + payload.Length];
        frame[0] = FinalText;
        frame[1] = (byte)(Masked | (extra == 0 ? payload.Length : LongLength));
        if (extra > 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(HeaderBytes), (ushort)payload.Length);
        }

        payload.CopyTo(frame, frame.Length - payload.Length);
        await _socket.SendAsync(frame).Within();
        return await ReceiveAsync();
    }

    private async Task<JsonElement> ReceiveAsync()
    {
        int start = HeaderBytes;
        await FillAsync(start);
        int length = _buffer[1];
        if (length == LongLength)
        {
            start += sizeof(ushort);
            await FillAsync(start);
            length = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(HeaderBytes));
        }

        await FillAsync(start + length);
        if (_buffer[0] != FinalText)
        {
            throw new InvalidDataException($"Not a text message in one piece: 0x{_buffer[0]:x2}.");
        }

        using JsonDocument document = JsonDocument.Parse(_buffer.AsMemory(start, length));
        JsonElement message = document.RootElement.Clone();
        Drop(start + length);
        return message;
    }

    private async Task ReceiveHeadersAsync()
    {
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await FillAsync(_filled + 1);
        }

        string headers = Encoding.ASCII.GetString(_buffer, 0, end);
        if (!headers.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            throw new InvalidDataException(headers);
        }

        Drop(end + "\r\n\r\n".Length);
    }

    private async Task FillAsync(int count)
    {
        while (_filled < count)
        {
            int read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled)).Within();
            _filled += read > 0 ? read : throw new EndOfStreamException("The server has closed the connection.");
        }
    }

    private void Drop(int count)
    {
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
    }
}
