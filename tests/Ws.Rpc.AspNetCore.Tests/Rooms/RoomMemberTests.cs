using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.AspNetCore.Tests.Hubs;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Rooms;

public sealed class RoomMemberTests : IAsyncLifetime
{
    private readonly GroupTable _rooms = new();
    private readonly List<string> _left = [];
    private readonly FakeClient _client = FakeClient.Connect("a");
    private readonly FakeClient _other = FakeClient.Connect("b");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_room_comes_with_its_first_member_and_goes_with_its_last()
    {
        RoomMember member = New(10);
        Assert.Equal((0, 0), (_rooms.Count, _rooms.CountOf("red")));

        member.Join("red");
        member.Join("red");
        Assert.Equal((1, 1), (_rooms.Count, _rooms.CountOf("red")));
        Assert.Equal(["red"], member.Rooms);

        Assert.True(await member.LeaveAsync("red", RpcRoomLeaveReason.Left));
        Assert.False(await member.LeaveAsync("red", RpcRoomLeaveReason.Left));
        Assert.Equal((0, 0), (_rooms.Count, _rooms.CountOf("red")));
        Assert.Equal(["red Left"], _left);
    }

    [Fact]
    public async Task One_room_more_than_allowed_is_refused_and_one_that_was_left_makes_place()
    {
        RoomMember member = New(2);
        member.Join("a");
        member.Join("b");

        RpcException refusal = Assert.Throws<RpcException>(() => member.Join("c"));
        Assert.Equal(RpcErrorCode.Unavailable, refusal.Code);
        member.Join("a");
        await member.LeaveAsync("b", RpcRoomLeaveReason.Removed);
        member.Join("c");

        Assert.Equal(["a", "c"], member.Rooms.Order());
        Assert.Equal(["b Removed"], _left);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("äöüx")]
    [InlineData("a\nb")]
    [InlineData("a\u0000")]
    [InlineData("a\u0085")]
    public void A_name_that_is_none_is_refused(string room)
    {
        var member = new RoomMember(_client.Connection, _rooms, new RoomLimits(10, 6));

        Assert.Equal(RpcErrorCode.InvalidParams, Assert.Throws<RpcException>(() => member.Join(room)).Code);
        Assert.Equal(0, _rooms.Count);
    }

    [Theory]
    [InlineData("123456")]
    [InlineData("äöü")]
    [InlineData(" ")]
    public void The_longest_name_is_accepted(string room)
    {
        var member = new RoomMember(_client.Connection, _rooms, new RoomLimits(10, 6));

        member.Join(room);

        Assert.Equal(1, _rooms.CountOf(room));
    }

    [Fact]
    public async Task An_ended_connection_is_in_no_room_and_joins_none()
    {
        RoomMember member = New(10);
        member.Join("a");
        member.Join("b");

        await member.EndAsync();

        Assert.Equal(0, _rooms.Count);
        Assert.Empty(member.Rooms);
        Assert.Equal(["a Disconnected", "b Disconnected"], _left.Order());
        Assert.Throws<RpcConnectionException>(() => member.Join("a"));
        Assert.Equal(0, _rooms.Count);
    }

    [Fact]
    public async Task Members_and_rooms_agree_whoever_joins_leaves_and_ends_at_once()
    {
        const int Threads = 4;
        for (int round = 0; round < 200; round++)
        {
            RoomMember[] members = [New(10), New(10, _other)];
            using var start = new Barrier(Threads);
            int seed = round;
            await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
            {
                var random = new Random((seed * Threads) + thread);
                start.SignalAndWait();
                for (int i = 0; i < 30; i++)
                {
                    await StepAsync(members[random.Next(members.Length)], random);
                }
            }))).Within();

            foreach (string room in new[] { "red", "blue" })
            {
                Assert.Equal(
                    members.Where(member => member.Rooms.Contains(room)).Select(member => member.Connection.Id).Order(),
                    _rooms.Members(room).Select(connection => connection.Id).Order());
            }

            await Task.WhenAll(members.Select(member => member.EndAsync()));
            Assert.Equal(0, _rooms.Count);
        }
    }

    private static async Task StepAsync(RoomMember member, Random random)
    {
        string room = random.Next(2) == 0 ? "red" : "blue";
        switch (random.Next(20))
        {
            case 0 when random.Next(5) == 0:
                await member.EndAsync();
                break;
            case < 10:
                _ = Record.Exception(() => member.Join(room));
                break;
            default:
                await member.LeaveAsync(room, RpcRoomLeaveReason.Left);
                break;
        }
    }

    private RoomMember New(int maxRooms, FakeClient? client = null) => new(
        (client ?? _client).Connection, _rooms, new RoomLimits(maxRooms, 256))
    {
        Left = (room, reason) =>
        {
            lock (_left)
            {
                _left.Add($"{room} {reason}");
            }

            return Task.CompletedTask;
        },
    };
}
