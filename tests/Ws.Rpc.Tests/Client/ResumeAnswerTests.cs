using System;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Client;

/// <summary>What a server answers to a client that wants to go on with its session (protocol section 9).</summary>
public sealed class ResumeAnswerTests
{
    private const string Unkept = """
        "result":{"version":1,"connection":"c1"}
        """;
    private const string Endless = """
        "result":{"version":1,"connection":"c1","resume":{"token":"t1","ttl":4294967295}}
        """;
    private const string Resumed = """
        "result":{"version":1,"connection":"c1","resumed":true,"received":0,"resume":{"token":"t2","ttl":30000}}
        """;

    private static readonly RpcClientOptions s_atOnce = new() { Chance = () => 0 };

    [Fact]
    public async Task Nobody_goes_on_with_a_session_that_he_has_not_asked_for()
    {
        await using var server = new SpokenServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        var events = new EventLog(client);
        WebSocketTransport first = await ConnectAsync(server, client, Unkept);
        Task<int> call = client.GetHub<ITwinHub>().AddAsync(1, 2).AsTask();
        first.Abort();

        await SpokenServer.AnswerAsync(await server.NextAsync(), Resumed);

        Assert.Equal(new RpcReconnected(Resumed: false), await events.NextAsync<RpcReconnected>());
        await Assert.ThrowsAsync<RpcSessionLostException>(() => call.Within());
    }

    [Fact]
    public async Task A_window_that_no_timer_takes_is_cut()
    {
        await using var server = new SpokenServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        WebSocketTransport first = await ConnectAsync(server, client, Endless);
        first.Abort();

        string request = await SpokenServer.AnswerAsync(await server.NextAsync(), Resumed);

        Assert.Contains("\"token\":\"t1\"", request, StringComparison.Ordinal);
    }

    private static async Task<WebSocketTransport> ConnectAsync(SpokenServer server, RpcClient client, string answer)
    {
        Task connecting = client.ConnectAsync();
        WebSocketTransport end = await server.NextAsync();
        await SpokenServer.AnswerAsync(end, answer);
        await connecting.Within();
        return end;
    }
}
