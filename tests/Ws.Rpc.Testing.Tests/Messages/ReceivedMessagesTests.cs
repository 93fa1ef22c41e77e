using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.Testing.Tests.Parlor;
using Xunit;

namespace Ws.Rpc.Testing.Tests.Messages;

public sealed class ReceivedMessagesTests
{
    private static readonly RpcTestHostOptions s_options = new()
    {
        ConfigureServices = services => services.AddSingleton<Visits>(),
    };

    [Fact]
    public async Task Messages_are_recorded_in_order_without_a_handler()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        await using RpcTestClient ann = await host.ConnectAsync().Within();
        await using RpcTestClient bob = await host.ConnectAsync().Within();
        for (int i = 0; i < 50; i++)
        {
            await ann.GetHub<IParlorHub>().TellAllAsync("hi", i).Within();
        }

        ReceivedMessage last = await bob.Received.WaitForAsync("message", message => message.Argument<int>(1) == 49);

        Assert.Null(last.Id);
        Assert.Equal("hi", last.Argument<string>(0));
        Assert.Equal(Enumerable.Range(0, 50), bob.Received.Of("message").Select(message => message.Argument<int>(1)));
        Assert.Equal("""{"jsonrpc":"2.0","method":"message","params":["hi",49]}""", last.ToString());
        bob.Received.Clear();
        Assert.Empty(bob.Received.All);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60_000)]
    [InlineData(300_000)]
    public async Task Messages_of_any_length_are_read_however_the_network_chops_them(int length)
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        host.Network.Script = connection => connection.ToClient.MaxChunk = length < 1000 ? 1 : 4000;
        await using RpcTestClient client = await host.ConnectAsync().Within();
        string text = new('x', length);

        await client.GetHub<IParlorHub>().TellAllAsync(text, 1).Within();

        Assert.Equal(text, (await client.Received.WaitForAsync("message")).Argument<string>(0));
    }

    [Fact]
    public async Task Requests_carry_their_id()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        await using RpcTestClient client = host.CreateClient();
        client.Handle<IParlorClient>(new ParlorClient());
        await client.ConnectAsync().Within();

        await client.GetHub<IParlorHub>().AskMeAsync("really?").Within();

        Assert.Equal("-1", Assert.Single(client.Received.All).Id);
    }

    [Fact]
    public async Task Waiting_for_what_does_not_come_ends_with_what_did()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        await using RpcTestClient client = await host.ConnectAsync().Within();
        await client.GetHub<IParlorHub>().TellAllAsync("something else", 1).Within();
        await client.Received.WaitForAsync("message");

        TimeoutException exception = await Assert.ThrowsAsync<TimeoutException>(
            () => client.Received.WaitForAsync("message", message => message.Argument<int>(1) == 2, TimeSpan.FromMilliseconds(1)));

        Assert.Contains("something else", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predicate_that_throws_fails_the_waiting_and_not_the_connection()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        await using RpcTestClient client = await host.ConnectAsync().Within();
        Task<ReceivedMessage> waiting =
            client.Received.WaitForAsync("message", message => message.Argument<int>(0) == 1, TimeSpan.FromSeconds(20));

        await client.GetHub<IParlorHub>().TellAllAsync("no number", 1).Within();

        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => waiting.Within());
        Assert.Equal("hi", await client.GetHub<IParlorHub>().EchoAsync("hi").Within());
    }

    [Fact]
    public async Task Compressed_messages_are_refused_in_words()
    {
        RpcTestHostOptions options = s_options with { ConfigureHub = hub => hub.Compression = true };
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(options).Within();
        await using RpcTestClient client = await host.ConnectAsync(options: new RpcClientOptions { Compression = true }).Within();

        await client.GetHub<IParlorHub>().TellAllAsync("hi", 1).Within();

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => client.Received.WaitForAsync("message"));
        Assert.Contains("compress", exception.Message, StringComparison.Ordinal);
    }
}
