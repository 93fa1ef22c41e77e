using System;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using StreamJsonRpc;
using Ws.Rpc.Interop.Tests.Hosting;

namespace Ws.Rpc.Interop.Tests.ForeignServers;

/// <summary>StreamJsonRpc as the server of one of our clients. It knows nothing of sub-protocols and sessions.</summary>
internal sealed class ForeignServer : IAsyncDisposable
{
    private readonly TaskCompletionSource<(JsonRpc Rpc, WebSocket Socket)> _peer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FormatterKind _formatter;
    private LocalServer _server = null!;

    private ForeignServer(FormatterKind formatter) => _formatter = formatter;

    public Uri Uri => _server.SocketUri("/parts");

    public Journal Journal => _server.Get<Journal>();

    public static async Task<ForeignServer> StartAsync(FormatterKind formatter)
    {
        var server = new ForeignServer(formatter);
        server._server = await LocalServer.StartAsync(
            services => services.AddSingleton<Journal>().AddSingleton<Meeting>().AddSingleton<Stock>(),
            app => app.UseWebSockets().Run(server.ServeAsync));
        return server;
    }

    public Stock Stock => _server.Get<Stock>();

    /// <summary>The server's end of the connection, as soon as there is one.</summary>
    public async Task<JsonRpc> GetPeerAsync() => (await _peer.Task.Within()).Rpc;

    public async Task<WebSocket> GetSocketAsync() => (await _peer.Task.Within()).Socket;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        using var rpc = new ForeignRpc(socket, _formatter) { ActivityTracingStrategy = new ActivityTracingStrategy() };
        rpc.Serve(new PartsTarget(Journal, _server.Get<Meeting>(), Stock, rpc)).StartListening();
        _peer.SetResult((rpc, socket));
        try
        {
            await rpc.Completion;
            Journal.Write("completed");
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            Journal.Write("broken off");
        }
    }
}
