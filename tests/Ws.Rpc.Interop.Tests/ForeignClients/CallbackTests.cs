using System;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Contracts;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignClients;

public sealed class CallbackTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Notifications_of_the_hub_reach_every_client(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        var firstJournal = new Journal();
        var secondJournal = new Journal();
        using ForeignClient first = await ConnectAsync(server, formatter, firstJournal);
        using ForeignClient second = await ConnectAsync(server, formatter, secondJournal);

        // A connection is one of all as soon as it has been answered.
        await second.Rpc.InvokeAsync<int>("subtract", 2, 1).Within();
        await first.Rpc.InvokeAsync("announce", "hello", new Part("nut", 1m, null, [])).Within();
        await first.Rpc.InvokeAsync("announce", "bye", null).Within();

        Assert.Equal("announced hello nut", await firstJournal.NextAsync());
        Assert.Equal("announced bye -", await firstJournal.NextAsync());
        Assert.Equal("announced hello nut", await secondJournal.NextAsync());
        Assert.Equal("announced bye -", await secondJournal.NextAsync());
    }

    [Theory]
    [InlineData(FormatterKind.SystemText, "odd", "no")]
    [InlineData(FormatterKind.SystemText, "even", "yes")]
    [InlineData(FormatterKind.SystemText, "refuse", "RpcException 4711 not today")]
    [InlineData(FormatterKind.SystemText, "break", "RpcException -32000 broken")]
    [InlineData(FormatterKind.Newtonsoft, "odd", "no")]
    [InlineData(FormatterKind.Newtonsoft, "even", "yes")]
    [InlineData(FormatterKind.Newtonsoft, "refuse", "RpcException 4711 not today")]
    [InlineData(FormatterKind.Newtonsoft, "break", "RpcException -32000 broken")]
    public async Task Hub_awaits_the_answer_or_error_of_a_plain_client_that_it_trusts_to_answer(
        FormatterKind formatter, string question, string answer)
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        var journal = new Journal();
        using ForeignClient client = await ConnectAsync(server, formatter, journal);

        Assert.Equal(answer, await client.Rpc.InvokeAsync<string>("ask", question).Within());
        Assert.Equal($"asked {question}", await journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Hub_learns_that_the_client_serves_no_such_method(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        string answer = await client.Rpc.InvokeAsync<string>("ask", "anything").Within();

        Assert.StartsWith($"RpcException {RpcErrorCode.MethodNotFound} ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Hub_cancels_the_handler_of_the_client(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        var journal = new Journal();
        using ForeignClient client = await ConnectAsync(server, formatter, journal);

        Task<string> asking = client.Rpc.InvokeAsync<string>("ask", "dawdle");
        Assert.Equal("asked dawdle", await journal.NextAsync());
        server.GivingUp.Now();

        Assert.Equal("given up", await asking.Within());
        Assert.Equal("question cancelled", await journal.NextAsync());
        Assert.Equal(1, await client.Rpc.InvokeAsync<int>("subtract", 3, 2).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Question_to_a_client_that_goes_fails_for_the_hub(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        var journal = new Journal();
        using ForeignClient client = await ConnectAsync(server, formatter, journal);
        using ForeignClient witness = await ForeignClient.ConnectAsync(server.Uri, formatter);

        Task<string> asking = client.Rpc.InvokeAsync<string>("ask", "dawdle");
        Assert.Equal("asked dawdle", await journal.NextAsync());
        client.Dispose();

        await Assert.ThrowsAsync<StreamJsonRpc.ConnectionLostException>(() => asking.Within());
        Assert.Equal("disconnected ConnectionLost 1006", await server.Journal.NextAsync());
        Assert.Equal(1, await witness.Rpc.InvokeAsync<int>("subtract", 3, 2).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Plain_client_is_not_asked_unless_the_hub_says_that_it_answers(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        var journal = new Journal();
        using ForeignClient client = await ConnectAsync(server, formatter, journal);

        string answer = await client.Rpc.InvokeAsync<string>("ask", "even").Within();
        await client.Rpc.InvokeAsync("announce", "after", null).Within();

        Assert.StartsWith($"RpcException {RpcErrorCode.Unavailable} ", answer, StringComparison.Ordinal);
        Assert.Equal("announced after -", await journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Client_that_offers_our_sub_protocol_is_asked(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        var journal = new Journal();
        using ForeignClient client = await ConnectAsync(server, formatter, journal, "ws-rpc.v1+json");

        Assert.Equal("yes", await client.Rpc.InvokeAsync<string>("ask", "even").Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Calls_nest_both_ways_deeper_than_the_limit_of_concurrent_calls(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync(options =>
        {
            options.PlainClientsAnswer = true;
            options.MaxConcurrentCalls = 4;
        });
        using ForeignClient client = await ConnectAsync(server, formatter, new Journal());

        Assert.Equal(41, await client.Rpc.InvokeAsync<int>("descend", 41).Within());
    }

    private static Task<ForeignClient> ConnectAsync(
        PartsServer server, FormatterKind formatter, Journal journal, string? subProtocol = null) =>
        ForeignClient.ConnectAsync(
            server.Uri, formatter, subProtocol, configure: rpc => rpc.Serve(new CallbackTarget(journal, rpc)));
}
