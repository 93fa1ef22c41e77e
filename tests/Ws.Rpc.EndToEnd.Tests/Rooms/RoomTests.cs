using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Rooms;

/// <summary>Three clients, the rooms that they enter and leave, and who is told what.</summary>
public sealed class RoomTests : IAsyncLifetime
{
    private readonly RoomClient[] _handlers = [new(), new(), new()];
    private HubHost _host = null!;
    private RpcClient[] _clients = [];

    private IRoomHub[] Hubs => [.. _clients.Select(client => client.GetHub<IRoomHub>())];

    private IRpcHubContext<RoomHub, IRoomClient> Outside =>
        _host.Services.GetRequiredService<IRpcHubContext<RoomHub, IRoomClient>>();

    public async Task InitializeAsync()
    {
        _host = await HubHost.StartAsync<RoomHub>(static options =>
        {
            options.MaxRoomsPerConnection = 3;
            options.MaxRoomNameBytes = 8;
        });
        _clients = await Task.WhenAll(_handlers.Select(ConnectAsync));
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_clients.Select(client => client.DisposeAsync().AsTask()));
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_room_reaches_its_members_and_nobody_else()
    {
        await Hubs[0].JoinAsync("red").Within();
        await Hubs[1].JoinAsync("red").Within();
        await Hubs[1].JoinAsync("red").Within();
        await Hubs[1].JoinAsync("blue").Within();

        await Hubs[2].TellRoomAsync("red", "to red").Within();
        await Hubs[2].TellRoomsAsync(["red", "blue", "none"], "to both").Within();
        await Hubs[0].TellOthersAsync("red", "to the others").Within();
        await Hubs[2].TellRoomAsync("none", "to nobody").Within();

        await AssertToldAsync(0, "to red", "to both");
        await AssertToldAsync(1, "to red", "to both", "to the others");
        await AssertToldAsync(2);
    }

    [Fact]
    public async Task A_room_knows_its_members_and_a_member_its_rooms()
    {
        await Hubs[0].JoinAsync("red").Within();
        await Hubs[1].JoinAsync("red").Within();
        await Hubs[1].JoinAsync("blue").Within();

        Assert.Equal(new[] { Id(0), Id(1) }.Order(), (await Hubs[2].MembersAsync("red").Within()).Order());
        Assert.Equal((2, 1, 0), (await Hubs[2].CountAsync("red"), await Hubs[2].CountAsync("blue"), await Hubs[2].CountAsync("none")));
        Assert.Equal(["blue", "red"], await Hubs[1].MineAsync().Within());
        Assert.Empty(await Hubs[2].MembersAsync("none").Within());
    }

    [Fact]
    public async Task Who_leaves_is_told_of_no_more_and_the_hub_knows()
    {
        await Hubs[0].JoinAsync("red").Within();
        await Hubs[1].JoinAsync("red").Within();

        await Hubs[0].LeaveAsync("red").Within();
        await Hubs[0].LeaveAsync("red").Within();
        await Hubs[2].TellRoomAsync("red", "later").Within();

        Assert.Equal("red: Left", await _host.Probe.NextAsync());
        await AssertToldAsync(0);
        await AssertToldAsync(1, $"{Id(0)} left red: Left", "later");
    }

    [Fact]
    public async Task Who_is_gone_has_left_its_rooms_before_the_hub_hears_of_the_end()
    {
        string gone = Id(0);
        await Hubs[0].JoinAsync("red").Within();
        await Hubs[1].JoinAsync("red").Within();

        await _clients[0].CloseAsync().Within();

        Assert.Equal("red: Disconnected", await _host.Probe.NextAsync());
        Assert.Equal("gone: 1000", await _host.Probe.NextAsync());
        await AssertToldAsync(1, $"{gone} left red: Disconnected");
        Assert.Equal([Id(1)], await Hubs[1].MembersAsync("red").Within());
        await Hubs[1].LeaveAsync("red").Within();
        Assert.Equal(0, await Hubs[1].CountAsync("red").Within());
    }

    [Fact]
    public async Task A_hub_that_fails_to_hear_of_it_changes_nothing()
    {
        await Hubs[0].JoinAsync("fails").Within();

        await Hubs[0].LeaveAsync("fails").Within();

        Assert.Equal("fails: Left", await _host.Probe.NextAsync());
        Assert.Equal(0, await Hubs[0].CountAsync("fails").Within());
    }

    [Fact]
    public async Task One_room_too_many_and_a_name_too_long_are_refused()
    {
        foreach (string room in new[] { "1", "2", "12345678" })
        {
            await Hubs[0].JoinAsync(room).Within();
        }

        Assert.Equal(RpcErrorCode.Unavailable, await CodeAsync(Hubs[0].JoinAsync("4")));
        Assert.Equal(RpcErrorCode.InvalidParams, await CodeAsync(Hubs[1].JoinAsync("123456789")));
        Assert.Equal(RpcErrorCode.InvalidParams, await CodeAsync(Hubs[1].JoinAsync("")));
        Assert.Equal(["1", "12345678", "2"], await Hubs[0].MineAsync().Within());
        Assert.Empty(await Hubs[1].MineAsync().Within());
    }

    [Fact]
    public async Task Others_than_callers_lead_connections_into_rooms_and_out()
    {
        Assert.True(await Outside.Rooms.AddAsync(Id(0), "red"));
        Assert.True(await Outside.Rooms.AddAsync(Id(1), "red"));
        Assert.False(await Outside.Rooms.AddAsync("nobody", "red"));
        Assert.Equal(2, await Outside.Rooms.CountAsync("red"));

        Outside.Clients.Room("red").Told("outside");
        Outside.Clients.All.Told("everybody");
        Assert.True(await Outside.Rooms.RemoveAsync(Id(0), "red"));
        Assert.False(await Outside.Rooms.RemoveAsync(Id(0), "red"));
        Assert.False(await Outside.Rooms.RemoveAsync("nobody", "red"));

        Assert.Equal("red: Removed", await _host.Probe.NextAsync());
        Assert.Equal([Id(1)], await Outside.Rooms.MembersAsync("red"));
        await AssertToldAsync(0, "outside", "everybody");
        await AssertToldAsync(1, "outside", "everybody", $"{Id(0)} left red: Removed");
        await AssertToldAsync(2, "everybody");
    }

    [Theory]
    [InlineData(null, false, 4503)]
    [InlineData(null, true, 4400)]
    [InlineData(1000, false, 1000)]
    [InlineData(4999, false, 4999)]
    [InlineData(4429, true, 4429)]
    public async Task Others_than_callers_close_connections(int? code, bool allowReconnect, int sent)
    {
        Assert.Equal(3, Outside.Connections.Count);
        await Hubs[0].JoinAsync("red").Within();
        await Hubs[1].JoinAsync("red").Within();

        Assert.Equal(2, await Outside.Connections.DisconnectRoomAsync("red", code, "out", allowReconnect));
        Assert.Equal(1, await Outside.Connections.DisconnectAsync(Id(2), code, "out", allowReconnect));
        Assert.Equal(0, await Outside.Connections.DisconnectAsync("nobody", code, "out", allowReconnect));

        string[] events = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _host.Probe.NextAsync()))];
        Assert.Equal(3, events.Count(text => text == $"gone: {sent}"));
        Assert.Equal(2, events.Count(text => text == "red: Disconnected"));
        Assert.Equal((0, 0), (Outside.Connections.Count, await Outside.Rooms.CountAsync("red")));
    }

    [Theory]
    [InlineData(4503, true)]
    [InlineData(4400, false)]
    [InlineData(1000, true)]
    [InlineData(1006, false)]
    [InlineData(3000, true)]
    [InlineData(5000, false)]
    public async Task A_code_that_says_something_else_is_refused(int code, bool allowReconnect)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await Outside.Connections.DisconnectAsync(Id(0), code, "out", allowReconnect));
        Assert.Equal(3, Outside.Connections.Count);
    }

    private static async Task<int> CodeAsync(ValueTask call) =>
        (await Assert.ThrowsAsync<RpcException>(() => call.Within())).Code;

    private string Id(int client) => _clients[client].ConnectionId!;

    private async Task<RpcClient> ConnectAsync(RoomClient handler)
    {
        RpcClient client = Framed.Client(_host.Address, null);
        client.Handle<IRoomClient>(handler);
        await client.ConnectAsync().Within();
        return client;
    }

    private async Task AssertToldAsync(int client, params string[] texts)
    {
        foreach (string text in texts)
        {
            Assert.Equal(text, await _handlers[client].NextAsync());
        }

        // Nothing else came: a word to this one alone is the next.
        Outside.Clients.Client(Id(client)).Told("last word");
        Assert.Equal("last word", await _handlers[client].NextAsync());
    }
}
