using System;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.AspNetCore.Rooms;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

/// <summary>The channels behind <see cref="IRpcClients{TCallback}"/>, to one client and to many.</summary>
public sealed class HubClientsTests : IAsyncLifetime
{
    private readonly HubDirectory _directory = new();
    private readonly FakeClient _first = FakeClient.Connect("a", "ann");
    private readonly FakeClient _second = FakeClient.Connect("b", "ben");

    private CallerClients<INews> Clients => new(_first.Connection, _directory);

    public Task InitializeAsync()
    {
        Enter(_first);
        Enter(_second);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Many_are_sent_the_same_bytes()
    {
        await Clients.All.ToldAsync("hi").Within();
        Clients.All.Hinted("psst");

        const string Told = """{"jsonrpc":"2.0","method":"told","params":["hi"]}""";
        const string Hinted = """{"jsonrpc":"2.0","method":"hinted","params":["psst"]}""";
        Assert.Equal(Told, await _first.ReceiveAsync());
        Assert.Equal(Told, await _second.ReceiveAsync());
        Assert.Equal(Hinted, await _first.ReceiveAsync());
        Assert.Equal(Hinted, await _second.ReceiveAsync());
    }

    [Fact]
    public async Task Many_cannot_be_asked()
    {
        InvalidOperationException asked =
            await Assert.ThrowsAsync<InvalidOperationException>(() => Clients.All.AskedAsync("?").Within());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Clients.Others.ConfirmedAsync().Within());

        Assert.Contains("'asked'", asked.Message, StringComparison.Ordinal);
        await AssertNothingElseCameAsync(_first);
        await AssertNothingElseCameAsync(_second);
    }

    [Fact]
    public async Task Many_are_looked_up_when_they_are_sent_to()
    {
        INews all = Clients.All;
        await using var late = FakeClient.Connect("c");
        Enter(late);
        _directory.Exit(Member(_second));

        await all.ToldAsync("hi").Within();

        Assert.Contains("hi", await late.ReceiveAsync(), StringComparison.Ordinal);
        await AssertNothingElseCameAsync(_second);
    }

    [Fact]
    public async Task Rest_is_sent_to_when_one_of_many_has_just_gone()
    {
        await _second.LeaveAsync();

        await Clients.All.ToldAsync("hi").Within();

        Assert.Contains("hi", await _first.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_is_asked_and_answers()
    {
        Task<int> asking = Clients.Client("b").AskedAsync("how many?").AsTask();

        Assert.Equal("""{"jsonrpc":"2.0","id":-1,"method":"asked","params":["how many?"]}""", await _second.ReceiveAsync());
        await _second.AnswerAsync("""{"jsonrpc":"2.0","id":-1,"result":7}""");

        Assert.Equal(7, await asking.Within());
        await AssertNothingElseCameAsync(_first);
    }

    [Fact]
    public async Task One_confirms_when_the_method_is_acknowledged()
    {
        Task confirming = Clients.Client("b").ConfirmedAsync().AsTask();
        Assert.Equal("""{"jsonrpc":"2.0","id":-1,"method":"confirmed","params":[]}""", await _second.ReceiveAsync());
        Assert.False(confirming.IsCompleted);

        await _second.AnswerAsync("""{"jsonrpc":"2.0","id":-1,"result":null}""");

        await confirming.Within();
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("b")]
    public async Task One_that_has_gone_is_told_in_vain_and_cannot_be_asked(string id)
    {
        await _second.LeaveAsync();

        await Clients.Client(id).ToldAsync("hi").Within();
        Clients.Client(id).Hinted("psst");

        await Assert.ThrowsAsync<RpcConnectionException>(() => Clients.Client(id).AskedAsync("?").Within());
        await Assert.ThrowsAsync<RpcConnectionException>(() => Clients.Client(id).ConfirmedAsync().Within());
    }

    [Fact]
    public async Task Caller_that_has_gone_fails_to_be_told()
    {
        INews caller = Clients.Caller;
        await _first.LeaveAsync();

        await Assert.ThrowsAsync<RpcConnectionException>(() => caller.ToldAsync("hi").Within());
        caller.Hinted("psst");
    }

    [Fact]
    public async Task Users_are_sent_to_wherever_they_are_connected()
    {
        await using var tablet = FakeClient.Connect("c", "ann");
        Enter(tablet);

        await Clients.User("ann").ToldAsync("ann").Within();
        await Clients.Users(["ben", "ann", "ben", "nobody"]).ToldAsync("both").Within();
        await Clients.User("nobody").ToldAsync("nobody").Within();

        await AssertToldAsync(_first, "ann", "both");
        await AssertToldAsync(tablet, "ann", "both");
        await AssertToldAsync(_second, "both");
    }

    [Fact]
    public async Task A_member_of_two_rooms_is_sent_one_copy()
    {
        Member(_first).Join("red");
        Member(_first).Join("blue");
        Member(_second).Join("blue");

        await Clients.Rooms(["red", "blue", "red", "empty"]).ToldAsync("many").Within();
        await Clients.Room("red").ToldAsync("red").Within();
        await Clients.OthersInRoom("blue").ToldAsync("others").Within();
        await Clients.Room("empty").ToldAsync("nobody").Within();

        await AssertToldAsync(_first, "many", "red");
        await AssertToldAsync(_second, "many", "others");
    }

    private async Task AssertToldAsync(FakeClient client, params string[] texts)
    {
        foreach (string text in texts)
        {
            Assert.Equal($$"""{"jsonrpc":"2.0","method":"told","params":["{{text}}"]}""", await client.ReceiveAsync());
        }

        await AssertNothingElseCameAsync(client);
    }

    private void Enter(FakeClient client) =>
        _directory.Enter(new RoomMember(client.Connection, _directory.Rooms, new RoomLimits(10, 256)));

    private RoomMember Member(FakeClient client) =>
        _directory.TryGetMember(client.Connection.Id, out RoomMember? member) ? member : throw new InvalidOperationException();

    private async Task AssertNothingElseCameAsync(FakeClient client)
    {
        await new CallerClients<INews>(client.Connection, _directory).Caller.ToldAsync("last word").Within();
        Assert.Equal("""{"jsonrpc":"2.0","method":"told","params":["last word"]}""", await client.ReceiveAsync());
    }
}
