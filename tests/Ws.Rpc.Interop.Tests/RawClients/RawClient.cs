using System;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Interop.Tests.RawClients;

/// <summary>A peer without a library: text frames as somebody would type them.</summary>
internal sealed class RawClient : IDisposable
{
    private const int LargestMessage = 256 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[LargestMessage];

    public string? SubProtocol => _socket.SubProtocol;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<RawClient> ConnectAsync(Uri uri, params string[] subProtocols)
    {
        var client = new RawClient();
        Array.ForEach(subProtocols, client._socket.Options.AddSubProtocol);
        await client._socket.ConnectAsync(uri, CancellationToken.None).Within();
        return client;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type) =>
        _socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None).Within();

    public async Task SendInPiecesAsync(string text, int size)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int start = 0; start < bytes.Length; start += size)
        {
            int length = Math.Min(size, bytes.Length - start);
            bool end = start + length == bytes.Length;
            await _socket.SendAsync(bytes.AsMemory(start, length), WebSocketMessageType.Text, end, CancellationToken.None).Within();
        }
    }

    /// <summary>The text of the next message; <c>null</c> for a close frame.</summary>
    public async Task<string?> ReceiveAsync()
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).Within();
            length += result.Count;
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (result.EndOfMessage)
            {
                return Encoding.UTF8.GetString(_buffer, 0, length);
            }
        }
    }

    public async Task<string?> AskAsync(string text)
    {
        await SendAsync(text);
        return await ReceiveAsync();
    }

    public void Dispose() => _socket.Dispose();
}
