using System.Collections.Generic;
using System.Linq;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using StreamJsonRpc;

namespace Ws.Rpc.Benchmarks.Contenders;

internal sealed class StreamJsonRpcServer : IStreamJsonRpcHub
{
    public static void Map(WebApplication app) => app.Map("/streamjsonrpc", branch => branch.UseWebSockets().Run(ServeAsync));

    public Task<int> AddAsync(int left, int right) => Task.FromResult(left + right);

    public Task<Order> OrderAsync(Order order) => Task.FromResult(order);

    public Task<string> TextAsync(string text) => Task.FromResult(text);

    public IAsyncEnumerable<int> StreamAsync(int items, CancellationToken cancellationToken) =>
        Enumerable.Range(0, items).ToAsyncEnumerable();

    private static async Task ServeAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        using var rpc = new JsonRpc(new WebSocketMessageHandler(socket, new SystemTextJsonFormatter()), new StreamJsonRpcServer());
        rpc.StartListening();
        await rpc.Completion;
    }
}
