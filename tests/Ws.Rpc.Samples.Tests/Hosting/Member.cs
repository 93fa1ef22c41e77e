using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Chat.Contracts;

namespace Ws.Rpc.Samples.Tests.Hosting;

/// <summary>Somebody who chats, and what the server has told him.</summary>
internal sealed class Member : IChatClient, IAsyncDisposable
{
    private readonly Channel<string> _seen = Channel.CreateUnbounded<string>();

    private Member(ChatServer server, string name)
    {
        Client = new RpcClient(server.Address, new RpcClientOptions { AccessToken = token => server.TokenAsync(name, token) });
        Client.Handle<IChatClient>(this);
        Chat = Client.GetHub<IChatHub>();
    }

    public RpcClient Client { get; }

    public IChatHub Chat { get; }

    public static async Task<Member> ConnectAsync(ChatServer server, string name)
    {
        var member = new Member(server, name);
        await member.Client.ConnectAsync().Within();
        return member;
    }

    public static async Task<Member> JoinAsync(ChatServer server, string name, string room = "lobby")
    {
        Member member = await ConnectAsync(server, name);
        await member.Chat.JoinAsync(room).Within();
        return member;
    }

    public static async Task<List<ChatMessage>> ReadAsync(Func<CancellationToken, IAsyncEnumerable<ChatMessage>> stream)
    {
        var messages = new List<ChatMessage>();
        using var timeout = new CancellationTokenSource(Bounded.Limit);
        await foreach (ChatMessage message in stream(timeout.Token))
        {
            messages.Add(message);
        }

        return messages;
    }

    public Task<string> NextAsync() => _seen.Reader.ReadAsync().Within();

    public ValueTask MessageAsync(ChatMessage message) =>
        _seen.Writer.WriteAsync($"message {message.Room} {message.Id} {message.Sender} {message.Text}");

    public ValueTask JoinedAsync(string room, string name) => _seen.Writer.WriteAsync($"joined {room} {name}");

    public ValueTask LeftAsync(string room, string name) => _seen.Writer.WriteAsync($"left {room} {name}");

    public ValueTask OpenedAsync(string room) => _seen.Writer.WriteAsync($"opened {room}");

    public void Typing(string room, string name) => _seen.Writer.TryWrite($"typing {room} {name}");

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
