using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Chat.Contracts;
using Ws.Rpc.Samples.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Samples.Tests;

/// <summary>The chat sample: its hub, with clients as its console client makes them.</summary>
public sealed class ChatTests : IAsyncLifetime
{
    private ChatServer _server = null!;

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Others_see_who_comes_writes_speaks_and_leaves()
    {
        await using Member ann = await Member.ConnectAsync(_server, "ann");
        await using Member bob = await Member.ConnectAsync(_server, "bob");
        RoomSnapshot alone = await ann.Chat.JoinAsync("lobby").Within();
        long first = await ann.Chat.SendAsync("lobby", "anybody?").Within();

        RoomSnapshot seen = await bob.Chat.JoinAsync("lobby").Within();
        List<ChatMessage> history = await Member.ReadAsync(token => bob.Chat.HistoryAsync("lobby", cancellationToken: token));
        bob.Chat.Typing("lobby");
        long second = await bob.Chat.SendAsync("lobby", "[red]hi[/]").Within();
        await bob.Chat.LeaveAsync("lobby").Within();

        Assert.Equal(["ann"], alone.Members);
        Assert.Equal((0, first), (alone.LastMessageId, seen.LastMessageId));
        Assert.Equal(["ann", "bob"], seen.Members);
        Assert.Equal([(first, "ann", "anybody?")], history.Select(message => (message.Id, message.Sender, message.Text)));
        Assert.Equal("joined lobby bob", await ann.NextAsync());
        Assert.Equal("typing lobby bob", await ann.NextAsync());
        Assert.Equal($"message lobby {second} bob [red]hi[/]", await ann.NextAsync());
        Assert.Equal("left lobby bob", await ann.NextAsync());
    }

    [Fact]
    public async Task Somebody_with_two_devices_is_there_until_the_last_has_gone()
    {
        await using Member ann = await Member.JoinAsync(_server, "ann");
        Member telephone = await Member.JoinAsync(_server, "bob");
        Member browser = await Member.JoinAsync(_server, "bob");
        await telephone.DisposeAsync();
        await browser.Chat.SendAsync("lobby", "still here").Within();
        await browser.DisposeAsync();

        Assert.Equal("joined lobby bob", await ann.NextAsync());
        Assert.EndsWith("still here", await ann.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("left lobby bob", await ann.NextAsync());
    }

    [Fact]
    public async Task Other_rooms_see_nothing_but_that_there_is_a_new_one()
    {
        await using Member ann = await Member.JoinAsync(_server, "ann", "one");
        Assert.Equal("opened one", await ann.NextAsync());
        await using Member bob = await Member.JoinAsync(_server, "bob", "two");
        await bob.Chat.SendAsync("two", "secret").Within();
        await bob.Chat.JoinAsync("one").Within();

        Assert.Equal("opened two", await ann.NextAsync());
        Assert.Equal("joined one bob", await ann.NextAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" lobby")]
    [InlineData("two\u0007lines")]
    [InlineData("a name that is much too long for anybody to want it")]
    public async Task Joining_is_refused_when_the_name_will_not_do(string room)
    {
        await using Member ann = await Member.ConnectAsync(_server, "ann");

        RpcException exception = await Assert.ThrowsAsync<RpcException>(() => ann.Chat.JoinAsync(room).Within());

        Assert.Equal(ChatError.BadText, exception.Code);
    }

    [Fact]
    public async Task Strangers_to_a_room_neither_speak_nor_read_nor_leave()
    {
        await using Member ann = await Member.ConnectAsync(_server, "ann");

        RpcException[] refusals =
        [
            await Assert.ThrowsAsync<RpcException>(() => ann.Chat.SendAsync("lobby", "hi").Within()),
            await Assert.ThrowsAsync<RpcException>(() => ann.Chat.LeaveAsync("lobby").Within()),
            await Assert.ThrowsAsync<RpcException>(() => Member.ReadAsync(token => ann.Chat.HistoryAsync("lobby", 1, null, token))),
            await Assert.ThrowsAsync<RpcException>(() => Member.ReadAsync(token => ann.Chat.SinceAsync("lobby", 0, token))),
        ];

        Assert.All(refusals, refusal => Assert.Equal(ChatError.NotInRoom, refusal.Code));
    }

    [Fact]
    public async Task History_comes_in_pages()
    {
        await using Member ann = await Member.JoinAsync(_server, "ann");
        var ids = new List<long>();
        for (int i = 1; i <= 25; i++)
        {
            ids.Add(await ann.Chat.SendAsync("lobby", $"{i}").Within());
        }

        List<ChatMessage> last = await Member.ReadAsync(token => ann.Chat.HistoryAsync("lobby", 10, null, token));
        List<ChatMessage> before = await Member.ReadAsync(token => ann.Chat.HistoryAsync("lobby", 10, last[0].Id, token));
        List<ChatMessage> since = await Member.ReadAsync(token => ann.Chat.SinceAsync("lobby", ids[19], token));

        Assert.Equal(Enumerable.Range(16, 10).Select(i => $"{i}"), last.Select(message => message.Text));
        Assert.Equal(Enumerable.Range(6, 10).Select(i => $"{i}"), before.Select(message => message.Text));
        Assert.Equal(ids[20..], since.Select(message => message.Id));
    }

    [Fact]
    public async Task Message_that_is_sent_twice_by_one_key_is_one_message()
    {
        await using Member ann = await Member.JoinAsync(_server, "ann");
        await using Member bob = await Member.JoinAsync(_server, "bob");
        Assert.Equal("joined lobby bob", await ann.NextAsync());

        long first = await bob.Chat.SendAsync("lobby", "once", "key").Within();
        long second = await bob.Chat.SendAsync("lobby", "once", "key").Within();
        long other = await ann.Chat.SendAsync("lobby", "mine", "key").Within();
        await bob.Chat.SendAsync("lobby", "end").Within();

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal($"message lobby {first} bob once", await ann.NextAsync());
        Assert.EndsWith("end", await ann.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_of_rooms_knows_what_is_unread()
    {
        await using Member ann = await Member.JoinAsync(_server, "ann");
        await using Member bob = await Member.JoinAsync(_server, "bob");
        long first = await bob.Chat.SendAsync("lobby", "one").Within();
        await bob.Chat.SendAsync("lobby", "two").Within();
        await ann.Chat.MarkReadAsync("lobby", first).Within();

        IReadOnlyList<RoomSummary> rooms = await ann.Chat.RoomsAsync().Within();

        Assert.Equal([new RoomSummary("lobby", true, 1, 2), new RoomSummary("random", false, 0, 0)], rooms);
    }

    [Fact]
    public async Task One_who_speaks_too_much_is_told_to_wait()
    {
        await using Member ann = await Member.JoinAsync(_server, "ann");
        Task<long>[] sends = [.. Enumerable.Range(0, 100).Select(i => ann.Chat.SendAsync("lobby", $"{i}").AsTask())];

        await Task.WhenAll(sends.Select(send => send.ContinueWith(static _ => { }, TaskScheduler.Default))).Within();

        RpcException[] refused =
            [.. sends.Select(send => send.Exception?.InnerException).OfType<RpcException>().Where(one => one.Code == RpcErrorCode.RateLimited)];
        Assert.InRange(refused.Length, 1, 70);
    }
}
