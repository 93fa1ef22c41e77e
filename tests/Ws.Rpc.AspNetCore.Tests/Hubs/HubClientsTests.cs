using System;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.AspNetCore.Sessions;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

/// <summary>The channels behind <see cref="IRpcClients{TCallback}"/>, to one client and to many.</summary>
public sealed class HubClientsTests : IAsyncLifetime
{
    private readonly HubConnections _connections = new();
    private readonly FakeClient _first = FakeClient.Connect("a");
    private readonly FakeClient _second = FakeClient.Connect("b");

    private HubClients<INews> Clients => new(_first.Connection, _connections);

    public Task InitializeAsync()
    {
        _connections.Add(_first.Connection);
        _connections.Add(_second.Connection);
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
        _connections.Add(late.Connection);
        _connections.Remove(_second.Connection);

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

    private async Task AssertNothingElseCameAsync(FakeClient client)
    {
        await new HubClients<INews>(client.Connection, _connections).Caller.ToldAsync("last word").Within();
        Assert.Equal("""{"jsonrpc":"2.0","method":"told","params":["last word"]}""", await client.ReceiveAsync());
    }
}
