using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Ws.Rpc.EndToEnd.Tests.Streams;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Limits;

/// <summary>
/// Each limit of protocol section 12, set to something small: what is just within is served, one more is answered as documented.
/// </summary>
public sealed class LimitTests
{
    /// <summary>A message just within a limit, one beyond it, and the code that the latter is answered with.</summary>
    public static TheoryData<string, Action<RpcHubOptions>, string, string, int> Messages => new()
    {
        { "depth", static options => options.MaxDepth = 4, Deep(2), Deep(3), RpcErrorCode.ParseError },
        {
            "method",
            static options => options.MaxMethodNameBytes = 7,
            """{"jsonrpc":"2.0","id":1,"method":"unknown"}""",
            """{"jsonrpc":"2.0","id":1,"method":"unknown2"}""",
            RpcErrorCode.InvalidRequest
        },
        {
            "escaped method",
            static options => options.MaxMethodNameBytes = 7,
            """{"jsonrpc":"2.0","id":1,"method":"\u0075nknown"}""",
            """{"jsonrpc":"2.0","id":1,"method":"\u0075nknown2"}""",
            RpcErrorCode.InvalidRequest
        },
        { "id", static options => options.MaxIdBytes = 20, WithId(18), WithId(19), RpcErrorCode.InvalidRequest },
        { "batch", static options => options.MaxBatchEntries = 2, Batch(2), Batch(3), RpcErrorCode.BatchTooLarge },
        { "no batches", static options => options.MaxBatchEntries = 0, Batch(0), Batch(1), RpcErrorCode.BatchTooLarge },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_message_beyond_a_limit_is_refused_and_the_connection_lives(
        string limit, Action<RpcHubOptions> configure, string within, string beyond, int code)
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(configure);
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        Assert.NotEqual(code, CodeOf(await client.AskAsync(within)));
        Assert.True(code == CodeOf(await client.AskAsync(beyond)), limit);

        JsonElement served = await client.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2]}""");
        Assert.Equal(3, served.GetProperty("result").GetInt32());
    }

    [Fact]
    public async Task A_message_beyond_the_greatest_length_closes_the_connection()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(static options => options.MaxMessageBytes = 200);
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        string call = """{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2]}""";

        Assert.Null(CodeOf(await client.AskAsync(call.PadRight(200))));
        await client.SendAsync(call.PadRight(201));

        Assert.Equal(1009, (await client.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task A_message_that_takes_too_long_closes_the_connection()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(
            static options => options.MessageTimeout = TimeSpan.FromMilliseconds(50));
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendPartAsync("""{"jsonrpc":"2.0",""");

        Assert.Equal(1008, (await client.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task The_last_of_too_many_messages_that_are_no_json_closes_the_connection()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(static options => options.MaxParseErrors = 2);
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        Assert.Equal(RpcErrorCode.ParseError, CodeOf(await client.AskAsync("{")));
        Assert.Equal(RpcErrorCode.ParseError, CodeOf(await client.AskAsync("{")));

        Assert.Equal(4500, (await client.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Calls_beyond_those_that_run_wait_and_beyond_those_that_wait_are_refused()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(static options =>
        {
            options.MaxConcurrentCalls = 2;
            options.MaxPendingCalls = 5;
        });
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        foreach (int i in Enumerable.Range(1, 5))
        {
            await client.SendAsync($$"""{"jsonrpc":"2.0","id":{{i}},"method":"start","params":[{{i}}]}""");
        }

        JsonElement refusal = await client.AskAsync("""{"jsonrpc":"2.0","id":6,"method":"start","params":[6]}""");

        Assert.Equal((6, RpcErrorCode.Unavailable), (refusal.GetProperty("id").GetInt32(), CodeOf(refusal)));
        Assert.Equal([1, 2], host.Probe.Started);
        host.Probe.Gate.SetResult();
        for (int i = 0; i < 5; i++)
        {
            Assert.Contains("\"result\":null", await client.ReceiveAsync(), StringComparison.Ordinal);
        }

        Assert.Equal([1, 2, 3, 4, 5], host.Probe.Started.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_stream_or_token_too_many_is_refused(bool pushed)
    {
        await using HubHost host = await HubHost.StartAsync<StreamHub>(
            options => (options.MaxStreams, options.MaxStreamTokens) = pushed ? (3, 64) : (64, 3),
            services: static services => services.AddSingleton<SourceCounts>());
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        string credit = pushed ? ",\"credit\":1" : "";
        foreach (int i in Enumerable.Range(1, 3))
        {
            JsonElement first = await client.AskAsync(
                $$"""{"jsonrpc":"2.0","id":{{i}},"method":"count","params":[1000]{{credit}}}""");
            Assert.Null(CodeOf(first));
        }

        JsonElement refusal = await client.AskAsync($$"""{"jsonrpc":"2.0","id":4,"method":"count","params":[1000]{{credit}}}""");

        Assert.Equal((4, RpcErrorCode.Unavailable), (refusal.GetProperty("id").GetInt32(), CodeOf(refusal)));
        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task One_report_of_progress_too_many_is_refused()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(static options => options.MaxProgressTokens = 1);
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"walk","params":[-1,"a"]}""");

        JsonElement refusal = await client.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"walk","params":[-1,"b"]}""");

        Assert.Equal((2, RpcErrorCode.Unavailable), (refusal.GetProperty("id").GetInt32(), CodeOf(refusal)));
        await client.AssertSilentAndAliveAsync();
    }

    private static string Deep(int arrays) =>
        $$"""{"jsonrpc":"2.0","id":1,"method":"nothing","params":{{new string('[', arrays + 1)}}{{new string(']', arrays + 1)}}}""";

    private static string WithId(int length) =>
        $$"""{"jsonrpc":"2.0","id":"{{new string('i', length)}}","method":"add","params":[1,2]}""";

    private static string Batch(int entries) => "[" + string.Join(
        ',', Enumerable.Range(1, entries).Select(static i => $$"""{"jsonrpc":"2.0","id":{{i}},"method":"add","params":[1,2]}""")) + "]";

    private static int? CodeOf(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out JsonElement error)
            ? error.GetProperty("code").GetInt32()
            : null;
}
