using System;
using System.Net;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Xunit;

namespace Ws.Rpc.Tests.Client;

/// <summary>What a client does about a handshake that is refused, over real sockets.</summary>
public sealed class RefusedHandshakeTests
{
    [Fact]
    public async Task A_refused_token_is_asked_for_once_more()
    {
        await using var server = new UpgradeListener();
        int tokens = 0;
        await using RpcClient client = new(server.Uri, new RpcClientOptions
        {
            AccessToken = _ => new($"token{++tokens}"),
            Chance = () => 0,
            Reconnect = null,
        });
        Task connecting = client.ConnectAsync();

        UpgradeRequest first = await server.AcceptAsync();
        Assert.Equal("Bearer token1", first.Header("Authorization"));
        await first.RespondAsync("401 Unauthorized");

        UpgradeRequest second = await server.ServeAsync();
        Assert.Equal("Bearer token2", second.Header("Authorization"));
        await connecting.Within();
        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
    }

    [Fact]
    public async Task A_token_that_is_refused_twice_is_final()
    {
        await using var server = new UpgradeListener();
        await using RpcClient client = new(server.Uri, new RpcClientOptions
        {
            AccessToken = _ => new("token"),
            Chance = () => 0,
            RetryFirstConnect = true,
        });
        Task connecting = client.ConnectAsync();

        for (int i = 0; i < 2; i++)
        {
            UpgradeRequest request = await server.AcceptAsync();
            await request.RespondAsync("403 Forbidden");
        }

        RpcConnectionException refused = await Assert.ThrowsAsync<RpcConnectionException>(() => connecting.Within());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(RpcClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task A_busy_server_says_when_to_come_back()
    {
        await using var server = new UpgradeListener();
        await using RpcClient client = new(server.Uri, new RpcClientOptions { RetryFirstConnect = true, Chance = () => 0 });
        var events = new EventLog(client);
        Task connecting = client.ConnectAsync();

        UpgradeRequest first = await server.AcceptAsync();
        await first.RespondAsync("503 Service Unavailable", "Retry-After: 345\r\nContent-Length: 0\r\n");

        RpcReconnecting attempt = await events.NextAsync<RpcReconnecting>();
        Assert.Equal(TimeSpan.FromSeconds(345), attempt.Delay);
        Assert.Equal(RpcDisconnectReason.ServerBusy, attempt.Disconnect.Reason);
        Assert.Equal(TimeSpan.FromSeconds(345), Assert.IsType<RpcConnectionException>(attempt.Disconnect.Exception).RetryAfter);
        await client.CloseAsync().Within();
        await Assert.ThrowsAsync<RpcConnectionException>(() => connecting.Within());
    }
}
