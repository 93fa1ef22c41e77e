using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.Benchmarks.Broadcast;
using Ws.Rpc.Benchmarks.Churn;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>All servers in one process of their own until standard input ends.</summary>
internal static class BenchmarkServer
{
    public static async Task RunAsync(int? sendBuffer)
    {
        LiveCounts.Listen();
        ContenderHost host = new([AllContenders.WsRpc, .. AllContenders.Peers]);
        if (sendBuffer is { } bytes)
        {
            host.Builder.Services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = Listen(bytes));
        }

        WebApplication app = host.Build();
        app.MapRpcHub<BroadcastHub>("/rpc/broadcast");
        app.MapHub<SignalRBroadcastHub>("/signalr/broadcast");
        app.MapRpcHub<VisitorHub>("/rpc/visits");
        Tell(app, "/allocated", () => GC.GetTotalAllocatedBytes(precise: true));
        Tell(app, "/heap", () => GC.GetTotalMemory(forceFullCollection: true));
        Tell(app, "/cpu", () => Environment.CpuUsage.TotalTime.Ticks);
        Tell(app, "/timers", () => Timer.ActiveCount);
        Tell(app, "/live/connections", () => LiveCounts.Of("ws_rpc.active_connections"));
        Tell(app, "/live/rooms", () => LiveCounts.Of("ws_rpc.active_rooms"));
        Tell(app, "/live/kept", () => LiveCounts.Of("ws_rpc.detached_sessions"));
        Tell(app, "/live/calls", () => VisitorHub.Running);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(ContenderHost.AddressOf(app).ToString());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    // What is accepted inherits it.
    private static Func<EndPoint, Socket> Listen(int sendBuffer) => endPoint =>
    {
        Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        socket.SendBufferSize = sendBuffer;
        return socket;
    };

    private static void Tell(WebApplication app, string path, Func<long> value) =>
        app.MapGet(path, () => Results.Text(value().ToString(CultureInfo.InvariantCulture)));
}
