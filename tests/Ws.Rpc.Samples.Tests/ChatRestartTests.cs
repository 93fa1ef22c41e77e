using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Chat.Contracts;
using Ws.Rpc.Samples.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Samples.Tests;

/// <summary>What lasts when a chat server is stopped and started again, and what two of them share.</summary>
public sealed class ChatRestartTests
{
    [Fact]
    public async Task Who_comes_back_after_a_restart_may_speak_and_reads_what_was_said()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        await using Member ann = await Member.JoinAsync(server, "ann");
        long before = await ann.Chat.SendAsync("lobby", "before").Within();
        TaskCompletionSource<bool> back = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ann.Client.Reconnected += (_, e) => back.TrySetResult(e.Resumed);

        await server.RestartAsync();
        Assert.False(await back.Task.Within());
        long after = await ann.Chat.SendAsync("lobby", "after").Within();
        await ann.Chat.JoinAsync("lobby").Within();

        List<ChatMessage> said = await Member.ReadAsync(token => ann.Chat.SinceAsync("lobby", 0, token));
        Assert.Equal([(before, "before"), (after, "after")], said.Select(message => (message.Id, message.Text)));
    }

    [Fact]
    public async Task What_is_said_on_one_server_is_heard_on_the_other()
    {
        (ChatServer one, ChatServer two) = await ChatServer.StartTwoAsync();
        await using (one)
        await using (two)
        {
            await using Member ann = await Member.JoinAsync(one, "ann");
            await using Member bob = await Member.JoinAsync(two, "bob");

            long hello = await ann.Chat.SendAsync("lobby", "hello").Within();
            Assert.Equal($"message lobby {hello} ann hello", await bob.NextAsync());
            long answer = await bob.Chat.SendAsync("lobby", "hello yourself").Within();

            // Not what she said herself: that is no news to anybody on her server.
            Assert.Equal($"message lobby {answer} bob hello yourself", await ann.NextAsync());
        }
    }
}
