using System;
using System.Buffers;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>Sends back what comes as it comes, or, asked by a binary message, so many small messages.</summary>
internal static class EchoServer
{
    public const int BufferBytes = 16 * 1024;

    public static ReadOnlyMemory<byte> Item { get; } =
        """{"jsonrpc":"2.0","method":"$/stream","params":[1,123456]}"""u8.ToArray();

    public static void Map(WebApplication app) => app.Map("/echo", branch => branch.UseWebSockets().Run(ServeAsync));

    private static async Task ServeAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        while (true)
        {
            ValueWebSocketReceiveResult result = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                break;
            }

            await (result.MessageType == WebSocketMessageType.Text
                ? socket.SendAsync(
                    buffer.AsMemory(0, result.Count), WebSocketMessageType.Text, result.EndOfMessage, CancellationToken.None)
                : SendItemsAsync(socket, BitConverter.ToInt32(buffer)));
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static async ValueTask SendItemsAsync(WebSocket socket, int items)
    {
        for (int i = 0; i < items; i++)
        {
            await socket.SendAsync(Item, WebSocketMessageType.Text, true, CancellationToken.None);
        }
    }
}
