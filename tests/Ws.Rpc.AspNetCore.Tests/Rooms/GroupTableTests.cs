using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.AspNetCore.Tests.Hubs;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Rooms;

public sealed class GroupTableTests : IAsyncLifetime
{
    private readonly FakeClient[] _clients = [.. Enumerable.Range(0, 5).Select(i => FakeClient.Connect($"{i}"))];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (FakeClient client in _clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public void A_snapshot_is_made_once_between_two_changes()
    {
        var table = new GroupTable();
        table.Join(_clients[0].Connection, "a");
        table.Join(_clients[1].Connection, "a");
        HubConnection[] both = table.Members("a");

        Assert.Same(both, table.Members("a"));
        table.Join(_clients[1].Connection, "a");
        Assert.Same(both, table.Members("a"));
        table.Leave(_clients[0].Connection, "a");
        table.Leave(_clients[2].Connection, "a");

        Assert.Equal([_clients[1].Connection], table.Members("a"));
        Assert.Equal([_clients[0].Connection, _clients[1].Connection], both);
        Assert.Empty(table.Members("b"));
    }

    [Fact]
    public void Whoever_leaves_takes_only_itself_along()
    {
        var random = new Random(7);
        var table = new GroupTable();
        bool[] isIn = new bool[_clients.Length];
        for (int i = 0; i < 2000; i++)
        {
            int which = random.Next(_clients.Length);
            isIn[which] = random.Next(2) == 0;
            Func<HubConnection, string, bool> change = isIn[which] ? table.Join : table.Leave;
            change(_clients[which].Connection, "a");

            string[] expected = [.. _clients.Where((_, c) => isIn[c]).Select(client => client.Connection.Id)];
            Assert.Equal(expected, table.Members("a").Select(connection => connection.Id).Order());
            Assert.Equal(expected.Length, table.CountOf("a"));
            Assert.Equal(expected.Length == 0 ? 0 : 1, table.Count);
        }
    }

    [Fact]
    public void Members_of_several_are_there_once_also_while_others_enumerate_them()
    {
        var table = new GroupTable();
        table.Join(_clients[0].Connection, "a");
        table.Join(_clients[1].Connection, "a");
        table.Join(_clients[1].Connection, "b");
        table.Join(_clients[2].Connection, "b");
        HubConnection[] expected = [_clients[0].Connection, _clients[1].Connection, _clients[2].Connection];
        IEnumerable<HubConnection> members = table.MembersOf(["a", "b", "nobody"]);

        Assert.All(members, _ => Assert.Equal(expected, members));
        Assert.Equal([expected[0]], members.Take(1));
        Assert.Equal(expected, members);
    }

    [Fact]
    public void Members_of_several_cost_no_set_when_they_are_enumerated_again()
    {
        var table = new GroupTable();
        foreach (FakeClient client in _clients)
        {
            table.Join(client.Connection, "a");
            table.Join(client.Connection, "b");
        }

        IEnumerable<HubConnection> members = table.MembersOf(["a", "b"]);
        Assert.Equal(5, members.Count());
        long before = GC.GetAllocatedBytesForCurrentThread();
        int count = members.Count();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(5, count);
        Assert.InRange(allocated, 0, 128);
    }

    [Fact]
    public async Task Nobody_joins_a_room_that_goes_at_that_moment()
    {
        const int Rounds = 20_000;
        int begun = 0;
        int ended = 0;
        var table = new GroupTable();
        await Task.WhenAll(_clients.Select(client => Task.Run(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                Interlocked.Add(ref begun, table.Join(client.Connection, "a") ? 1 : 0);
                Assert.Contains(client.Connection, table.Members("a"));
                Interlocked.Add(ref ended, table.Leave(client.Connection, "a") ? 1 : 0);
            }
        }))).Within();

        Assert.Equal(0, table.Count);
        Assert.Equal(begun, ended);
        Assert.InRange(begun, 1, Rounds * _clients.Length);
    }
}
