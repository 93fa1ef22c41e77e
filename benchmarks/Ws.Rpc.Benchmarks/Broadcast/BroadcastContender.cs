using System;

namespace Ws.Rpc.Benchmarks.Broadcast;

/// <summary>What a member of one framework has to say: all of it is text, so that one kind of client serves both.</summary>
/// <param name="Path">Where the hub is.</param>
/// <param name="Opening">The first message of a connection.</param>
/// <param name="Trigger">The message that makes the hub send so many messages of so many bytes to all.</param>
internal sealed record BroadcastContender(string Path, string Opening, Func<int, int, string> Trigger)
{
    public static BroadcastContender SignalR { get; } = new(
        "/signalr/broadcast",
        "{\"protocol\":\"json\",\"version\":1}\u001e",
        (messages, bytes) => $"{{\"type\":1,\"target\":\"Broadcast\",\"arguments\":[{messages},{bytes}]}}\u001e");

    public static BroadcastContender WsRpc { get; } = new(
        "/rpc/broadcast",
        """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1]}}""",
        (messages, bytes) => $$"""{"jsonrpc":"2.0","method":"broadcast","params":[{{messages}},{{bytes}}]}""");
}
