using System;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hosting;

/// <summary>Any WebSocket client: sends and receives text, and knows nothing of JSON-RPC.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[2 * 1024 * 1024];
    private int _probes;

    private RawClient()
    {
    }

    public string? SubProtocol => _socket.SubProtocol;

    public static Task<RawClient> ConnectAsync(Uri address, params string[] subProtocols) =>
        ConnectAsync(address, [], subProtocols);

    /// <summary>Connects with headers of the form <c>Name: value</c>.</summary>
    public static async Task<RawClient> ConnectAsync(Uri address, string[] headers, string[] subProtocols)
    {
        var client = new RawClient();
        foreach (string header in headers)
        {
            int colon = header.IndexOf(':', StringComparison.Ordinal);
            client._socket.Options.SetRequestHeader(header[..colon], header[(colon + 1)..].Trim());
        }

        foreach (string subProtocol in subProtocols)
        {
            client._socket.Options.AddSubProtocol(subProtocol);
        }

        await client._socket.ConnectAsync(address, CancellationToken.None).Within();
        return client;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type) =>
        _socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None).Within();

    /// <summary>Sends a first fragment, and leaves the message at that.</summary>
    public Task SendPartAsync(string text) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None).Within();

    public async Task<string> ReceiveAsync()
    {
        (WebSocketReceiveResult result, int count) = await ReceiveMessageAsync();
        Assert.True(result.MessageType == WebSocketMessageType.Text, $"{result.CloseStatus} {result.CloseStatusDescription}");
        return Encoding.UTF8.GetString(_buffer, 0, count);
    }

    /// <summary>Closes with a text, and does not wait for the other side.</summary>
    public Task CloseAsync(WebSocketCloseStatus code, string text) =>
        _socket.CloseOutputAsync(code, text, CancellationToken.None).Within();

    /// <summary>The code and the text of the close frame that comes next.</summary>
    public async Task<(int Code, string Text)> ReceiveCloseAsync()
    {
        (WebSocketReceiveResult result, int count) = await ReceiveMessageAsync();
        Assert.True(result.MessageType == WebSocketMessageType.Close, Encoding.UTF8.GetString(_buffer, 0, count));
        return ((int)result.CloseStatus!, result.CloseStatusDescription ?? "");
    }

    /// <summary>
    /// Proves that the connection still serves calls, and that nothing else was sent before: the answer to an echo comes next.
    /// </summary>
    public async Task AssertSilentAndAliveAsync()
    {
        string id = $"probe-{++_probes}";
        await SendAsync($$"""{"jsonrpc":"2.0","id":"{{id}}","method":"echo","params":["{{id}}"]}""");
        Assert.Equal($$"""{"jsonrpc":"2.0","id":"{{id}}","result":"{{id}}"}""", await ReceiveAsync());
    }

    public async Task<JsonElement> AskAsync(string text)
    {
        await SendAsync(text);
        using var answer = JsonDocument.Parse(await ReceiveAsync());
        return answer.RootElement.Clone();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return default;
    }

    private async Task<(WebSocketReceiveResult Result, int Count)> ReceiveMessageAsync()
    {
        int count = 0;
        while (true)
        {
            var free = new ArraySegment<byte>(_buffer, count, _buffer.Length - count);
            WebSocketReceiveResult result = await _socket.ReceiveAsync(free, CancellationToken.None).Within();
            count += result.Count;
            if (result.EndOfMessage)
            {
                return (result, count);
            }
        }
    }
}
