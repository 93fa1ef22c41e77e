using System;
using System.IO;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>A client that knows text messages only: what it sees is what is on the wire.</summary>
internal sealed class PlainPeer : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    private PlainPeer()
    {
    }

    public static async Task<PlainPeer> ConnectAsync(Uri address)
    {
        PlainPeer peer = new();
        await peer._socket.ConnectAsync(address, CancellationToken.None).Within();
        return peer;
    }

    public Task SendAsync(string text) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Within();

    /// <summary>The id of the next answer.</summary>
    public async Task<int> ReceiveIdAsync()
    {
        using JsonDocument message = JsonDocument.Parse(await ReceiveAsync());
        return message.RootElement.GetProperty("id").GetInt32();
    }

    /// <summary>Goes without a word.</summary>
    public void Vanish() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }

    private async Task<ReadOnlyMemory<byte>> ReceiveAsync()
    {
        WebSocketReceiveResult result = await _socket.ReceiveAsync(_buffer, CancellationToken.None).Within();
        return result is { MessageType: WebSocketMessageType.Text, EndOfMessage: true }
            ? _buffer.AsMemory(0, result.Count)
            : throw new InvalidDataException($"Not a text message in one piece: {result.MessageType}, {result.CloseStatus}.");
    }
}
