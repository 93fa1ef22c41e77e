using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Chat.Contracts;
using Chat.Server;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Samples;

/// <summary>The chat sample: its hub, with clients as its console client makes them.</summary>
public sealed class ChatTests : IAsyncLifetime
{
    private HubHost? _host;

    public async Task InitializeAsync() =>
        _host = await HubHost.StartAsync<ChatHub>(services: static services => services.AddSingleton<ChatRooms>());

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    [Fact]
    public async Task Others_see_who_comes_writes_speaks_and_leaves()
    {
        await using var ann = await Member.ConnectAsync(_host!);
        await using var bob = await Member.ConnectAsync(_host!);
        RoomSnapshot alone = await ann.Chat.JoinAsync("lobby", "ann").Within();
        long first = await ann.Chat.SendAsync("lobby", "anybody?").Within();

        RoomSnapshot seen = await bob.Chat.JoinAsync("lobby", "bob").Within();
        List<ChatMessage> history = await HistoryAsync(bob.Chat, "lobby");
        bob.Chat.Typing("lobby");
        long second = await bob.Chat.SendAsync("lobby", "[red]hi[/]").Within();
        await bob.Chat.LeaveAsync("lobby").Within();

        Assert.Equal(["ann"], alone.Members);
        Assert.Equal(["ann", "bob"], seen.Members);
        Assert.Equal([(first, "ann", "anybody?")], history.Select(message => (message.Id, message.Sender, message.Text)));
        Assert.Equal("joined lobby bob", await ann.NextAsync());
        Assert.Equal("typing lobby bob", await ann.NextAsync());
        Assert.Equal($"message lobby {second} bob [red]hi[/]", await ann.NextAsync());
        Assert.Equal("left lobby bob", await ann.NextAsync());
    }

    [Fact]
    public async Task Others_see_that_somebody_left_when_the_connection_ends()
    {
        await using var ann = await Member.ConnectAsync(_host!);
        var bob = await Member.ConnectAsync(_host!);
        await ann.Chat.JoinAsync("one", "ann").Within();
        await ann.Chat.JoinAsync("two", "ann").Within();
        await bob.Chat.JoinAsync("one", "bob").Within();
        await bob.Chat.JoinAsync("two", "bob").Within();
        Assert.Equal("joined one bob", await ann.NextAsync());
        Assert.Equal("joined two bob", await ann.NextAsync());

        await bob.DisposeAsync();

        string[] left = [await ann.NextAsync(), await ann.NextAsync()];
        Assert.Equal(["left one bob", "left two bob"], left.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Other_rooms_see_nothing()
    {
        await using var ann = await Member.ConnectAsync(_host!);
        await using var bob = await Member.ConnectAsync(_host!);
        await ann.Chat.JoinAsync("one", "ann").Within();
        await bob.Chat.JoinAsync("two", "bob").Within();
        await bob.Chat.SendAsync("two", "secret").Within();
        await bob.Chat.JoinAsync("one", "bob").Within();

        Assert.Equal("joined one bob", await ann.NextAsync());
    }

    [Theory]
    [InlineData("", "ann", ChatError.BadText)]
    [InlineData("lobby", " ", ChatError.BadText)]
    [InlineData("lobby", "a name that is much too long for anybody to want it", ChatError.BadText)]
    [InlineData("lobby", "bob", ChatError.NameTaken)]
    public async Task Joining_is_refused_when_room_or_name_will_not_do(string room, string name, int code)
    {
        await using var ann = await Member.ConnectAsync(_host!);
        await using var bob = await Member.ConnectAsync(_host!);
        await bob.Chat.JoinAsync("lobby", "bob").Within();

        RpcException exception = await Assert.ThrowsAsync<RpcException>(() => ann.Chat.JoinAsync(room, name).Within());

        Assert.Equal(code, exception.Code);
    }

    [Fact]
    public async Task Sending_and_leaving_are_refused_outside_the_room()
    {
        await using var ann = await Member.ConnectAsync(_host!);

        RpcException sending = await Assert.ThrowsAsync<RpcException>(() => ann.Chat.SendAsync("lobby", "hi").Within());
        RpcException leaving = await Assert.ThrowsAsync<RpcException>(() => ann.Chat.LeaveAsync("lobby").Within());

        Assert.Equal((ChatError.NotInRoom, ChatError.NotInRoom), (sending.Code, leaving.Code));
    }

    [Fact]
    public async Task Newcomer_sees_the_last_fifty_messages()
    {
        await using var ann = await Member.ConnectAsync(_host!);
        await using var bob = await Member.ConnectAsync(_host!);
        await ann.Chat.JoinAsync("lobby", "ann").Within();
        for (int i = 1; i <= 60; i++)
        {
            await ann.Chat.SendAsync("lobby", $"{i}").Within();
        }

        await bob.Chat.JoinAsync("lobby", "bob").Within();

        Assert.Equal(
            Enumerable.Range(11, 50).Select(i => $"{i}"), (await HistoryAsync(bob.Chat, "lobby")).Select(message => message.Text));
        Assert.Equal(["59", "60"], (await HistoryAsync(bob.Chat, "lobby", 2)).Select(message => message.Text));
    }

    private static async Task<List<ChatMessage>> HistoryAsync(IChatHub chat, string room, int limit = 50)
    {
        var history = new List<ChatMessage>();
        using var timeout = new CancellationTokenSource(Bounded.Limit);
        await foreach (ChatMessage message in chat.HistoryAsync(room, limit, timeout.Token))
        {
            history.Add(message);
        }

        return history;
    }

    private sealed class Member : IChatClient, IAsyncDisposable
    {
        private readonly Channel<string> _seen = Channel.CreateUnbounded<string>();
        private readonly RpcClient _client;

        private Member(HubHost host)
        {
            _client = FramedClient.Create(host.Address);
            _client.Handle<IChatClient>(this);
            Chat = _client.GetHub<IChatHub>();
        }

        public IChatHub Chat { get; }

        public static async Task<Member> ConnectAsync(HubHost host)
        {
            var member = new Member(host);
            await member._client.ConnectAsync().Within();
            return member;
        }

        public Task<string> NextAsync() => _seen.Reader.ReadAsync().Within();

        public ValueTask MessageAsync(ChatMessage message) =>
            _seen.Writer.WriteAsync($"message {message.Room} {message.Id} {message.Sender} {message.Text}");

        public ValueTask JoinedAsync(string room, string name) => _seen.Writer.WriteAsync($"joined {room} {name}");

        public ValueTask LeftAsync(string room, string name) => _seen.Writer.WriteAsync($"left {room} {name}");

        public void Typing(string room, string name) => _seen.Writer.TryWrite($"typing {room} {name}");

        public ValueTask DisposeAsync() => _client.DisposeAsync();
    }
}
