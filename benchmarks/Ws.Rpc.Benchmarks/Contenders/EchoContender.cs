using System;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>
/// The floor of the platform: <see cref="ClientWebSocket"/> sends messages as long as ours, made beforehand, and has them back. It
/// reads and writes no JSON.
/// </summary>
internal sealed class EchoContender : IContender
{
    private static readonly byte[] s_add = """{"jsonrpc":"2.0","id":12345,"method":"add","params":[40,2]}"""u8.ToArray();
    private static readonly byte[] s_order = JsonSerializer.SerializeToUtf8Bytes(Order.Sample);

    private readonly ClientWebSocket _socket = new();
    private readonly InOrder<int> _calls = new();
    private readonly byte[] _buffer = new byte[EchoServer.BufferBytes];
    private byte[] _text = [];
    private Task _reading = Task.CompletedTask;
    private TaskCompletionSource<int>? _streamed;
    private int _items;

    public async ValueTask ConnectAsync(ServerAddress server)
    {
        await _socket.ConnectAsync(new UriBuilder(server.Http1) { Scheme = "ws", Path = "/echo" }.Uri, CancellationToken.None);
        _reading = ReadAsync();
    }

    public ValueTask AddAsync() => EchoAsync(s_add);

    public ValueTask OrderAsync() => EchoAsync(s_order);

    public ValueTask TextAsync(string text)
    {
        _text = _text.Length == text.Length ? _text : Encoding.UTF8.GetBytes(text);
        return EchoAsync(_text);
    }

    public async ValueTask StreamAsync(int items)
    {
        _items = items;
        _streamed = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _socket.SendAsync(BitConverter.GetBytes(items), WebSocketMessageType.Binary, true, CancellationToken.None);
        Verify.That(await _streamed.Task == EchoServer.Item.Length);
        _streamed = null;
    }

    public async ValueTask DisposeAsync()
    {
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await _reading;
        _socket.Dispose();
        _calls.Dispose();
    }

    private async ValueTask EchoAsync(byte[] message) =>
        Verify.That(await _calls.AskAsync(message, SendAsync) == message.Length);

    private Task SendAsync(byte[] message) =>
        _socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None).AsTask();

    private async Task ReadAsync()
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            length += result.Count;
            if (!result.EndOfMessage)
            {
                continue;
            }

            Take(length);
            length = 0;
        }
    }

    private void Take(int length)
    {
        if (_streamed is null)
        {
            _calls.Answer(length);
        }
        else if (--_items == 0)
        {
            _streamed.SetResult(length);
        }
    }
}
