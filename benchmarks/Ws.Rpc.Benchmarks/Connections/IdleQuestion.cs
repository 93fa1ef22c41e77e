using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Connections;

/// <summary>
/// What a connection that has made one call and is idle since costs the heap of each side; every contender with a server of its own.
/// </summary>
internal static class IdleQuestion
{
    private const int Connections = 5_000;

    public static async Task RunAsync(RunSettings settings)
    {
        int count = settings.Members ?? Connections;
        await Console.Out.WriteLineAsync(
            "| contender | idle connections | server, heap KB each | Ws.Rpc is × | goal | client, heap KB each | Ws.Rpc is × | goal |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- |");
        (double Server, double Client) ours = await MeasureAsync(AllContenders.WsRpc, count);
        foreach (Contender peer in settings.Beside(AllContenders.Peers))
        {
            (double server, double client) = await MeasureAsync(peer, count);
            bool isSignalR = peer == AllContenders.SignalR;
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {peer.Name} | {count:N0} | {server:F1} | {ours.Server / server:F2} | {(isSignalR ? "≤ 0.58" : "")} "
                + $"| {client:F1} | {ours.Client / client:F2} | {(isSignalR ? "≤ 0.55" : "")} |"));
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| Ws.Rpc | {count:N0} | {ours.Server:F1} | | ≤ 11 KB | {ours.Client:F1} | | ≤ 24 KB |"));
    }

    private static async Task<(double Server, double Client)> MeasureAsync(Contender contender, int count)
    {
        await using ServerProcess server = await ServerProcess.StartAsync();

        // What the first connection makes for all others is not theirs.
        await using IContender first = await ConnectAsync(contender, server);
        long serverBefore = await server.HeapAsync();
        long clientBefore = Heap();
        List<IContender> connections = await Crowd.GatherAsync(count, () => ConnectAsync(contender, server));
        double serverBytes = await server.HeapAsync() - serverBefore;
        double clientBytes = Heap() - clientBefore;
        await Crowd.DismissAsync(connections);
        return (serverBytes / count / 1024, clientBytes / count / 1024);
    }

    private static async Task<IContender> ConnectAsync(Contender contender, ServerProcess server)
    {
        IContender connection = contender.Connection();
        await connection.ConnectAsync(server.Addresses);
        await connection.AddAsync();
        return connection;
    }

    private static long Heap() => GC.GetTotalMemory(forceFullCollection: true);
}
