using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>All that are measured, each with its library's defaults but for a limit that lets a message of 1 MB pass.</summary>
internal static class AllContenders
{
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    public static Contender WsRpc { get; } = new(
        "Ws.Rpc",
        () => new WsRpcContender(),
        services => services.AddWsRpc(options => options.MaxMessageBytes = MaxMessageBytes),
        app => app.MapRpcHub<BenchmarkHub>("/rpc"));

    public static Contender SignalR { get; } = new(
        "SignalR JSON", () => new SignalRContender(messagePack: false), AddSignalR, MapSignalR);

    public static Contender SignalRMessagePack { get; } = new(
        "SignalR MessagePack", () => new SignalRContender(messagePack: true), AddSignalR, MapSignalR);

    public static Contender StreamJsonRpc { get; } = new(
        "StreamJsonRpc", () => new StreamJsonRpcContender(), static _ => { }, StreamJsonRpcServer.Map);

    public static Contender Grpc { get; } = new(
        "gRPC duplex", () => new GrpcContender(), services => services.AddGrpc(), app => app.MapGrpcService<GrpcPeer>());

    public static Contender Echo { get; } = new("stock echo", () => new EchoContender(), static _ => { }, EchoServer.Map);

    /// <summary>Those that ours is measured beside.</summary>
    public static IReadOnlyList<Contender> Peers { get; } = [SignalR, SignalRMessagePack, StreamJsonRpc, Grpc, Echo];

    public static Contender Named(string name) =>
        Peers.Append(WsRpc).FirstOrDefault(contender => contender.Name == name)
        ?? throw new ArgumentException($"'{name}' is not known.", nameof(name));

    private static void AddSignalR(IServiceCollection services) =>
        services.AddSignalR(options => options.MaximumReceiveMessageSize = MaxMessageBytes).AddMessagePackProtocol();

    private static void MapSignalR(WebApplication app) => app.MapHub<SignalRHub>("/signalr");
}
