using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>What our own messages say of the trace that they belong to, and the spans of our calls.</summary>
[Collection(AloneDefinition.Name)]
public sealed class SentTraceTests
{
    [Fact]
    public async Task What_is_ambient_travels_where_nobody_listens()
    {
        await using var scripted = new ScriptedSession();
        using Activity activity = Start("vendor=1");
        string trace = $"\"traceparent\":\"{activity.Id}\",\"tracestate\":\"vendor=1\"}}";

        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);
        Assert.Equal($$"""{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2],{{trace}}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await call.Within());
        scripted.CallHub.Poke("x");
        Assert.Equal($$"""{"jsonrpc":"2.0","method":"poke","params":["x"],{{trace}}""", await scripted.HearAsync());
        await using IAsyncEnumerator<int> items = scripted.CallHub.ListAsync(5).GetAsyncEnumerator(CancellationToken.None);
        ValueTask<bool> first = items.MoveNextAsync();
        Assert.Equal(
            $$"""{"jsonrpc":"2.0","id":2,"method":"list","params":[5],"credit":64,{{trace}}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":2,"result":{"values":[]}}""");
        Assert.False(await first.Within());
        Assert.Same(activity, Activity.Current);
    }

    [Fact]
    public async Task Nothing_travels_where_nothing_is_ambient_and_nobody_listens()
    {
        await using var scripted = new ScriptedSession();

        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2]}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await call.Within());
    }

    [Fact]
    public async Task A_call_has_a_span_below_what_is_ambient_and_its_name_travels()
    {
        using var spans = new RecordedSpans();
        await using var scripted = new ScriptedSession();
        using Activity activity = Start(null);

        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);
        Assert.Same(activity, Activity.Current);
        string request = await scripted.HearAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await call.Within());

        Activity span = await spans.NextClientAsync();
        Assert.EndsWith($",\"traceparent\":\"{span.Id}\"}}", request, StringComparison.Ordinal);
        Assert.Equal(activity.SpanId, span.ParentSpanId);
        Assert.Equal(("add", ActivityKind.Client, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
        Assert.Equal(
            ["rpc.jsonrpc.version=2.0", "rpc.method=add", "rpc.system=jsonrpc"],
            span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order());
        Assert.Same(activity, Activity.Current);
    }

    [Fact]
    public async Task A_span_says_how_its_call_has_failed()
    {
        using var spans = new RecordedSpans();
        await using var scripted = new ScriptedSession();
        ValueTask<int> refused = scripted.CallHub.AddAsync(1, 2);
        await scripted.HearAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"error":{"code":4711,"message":"no"}}""");
        await Assert.ThrowsAsync<RpcException>(() => refused.Within());
        AssertFailed(await spans.NextClientAsync(), 4711, "4711");

        using var cancellation = new CancellationTokenSource();
        Task<string> cancelled = scripted.CallHub.EchoAsync("x", cancellation.Token);
        await scripted.HearAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Within());
        AssertFailed(await spans.NextClientAsync(), null, "System.OperationCanceledException");

        ValueTask<int> lost = scripted.CallHub.AddAsync(1, 2);
        scripted.Cut();
        await Assert.ThrowsAsync<RpcConnectionException>(() => lost.Within());
        AssertFailed(await spans.NextClientAsync(), null, "Ws.Rpc.RpcConnectionException");
    }

    [Fact]
    public async Task A_stream_has_a_span_until_its_answer()
    {
        using var spans = new RecordedSpans();
        await using var scripted = new ScriptedSession();
        await using IAsyncEnumerator<int> items = scripted.CallHub.ListAsync(5).GetAsyncEnumerator(CancellationToken.None);
        ValueTask<bool> first = items.MoveNextAsync();
        string request = await scripted.HearAsync();
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[5]}}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":4711,"message":"no"}}""");
        Assert.True(await first.Within());
        await Assert.ThrowsAsync<RpcException>(() => items.MoveNextAsync().Within());

        Activity span = await spans.NextClientAsync();
        Assert.EndsWith($",\"credit\":64,\"traceparent\":\"{span.Id}\"}}", request, StringComparison.Ordinal);
        AssertFailed(span, 4711, "4711");
    }

    [Fact]
    public async Task A_notification_has_a_span_and_what_serves_the_protocol_has_none()
    {
        using var spans = new RecordedSpans();
        await using var scripted = new ScriptedSession();

        scripted.CallHub.Poke("x");

        Activity span = await spans.NextClientAsync();
        Assert.Equal(
            $$"""{"jsonrpc":"2.0","method":"poke","params":["x"],"traceparent":"{{span.Id}}"}""", await scripted.HearAsync());
        Assert.Null(Activity.Current);
        Assert.Equal(default, span.ParentSpanId);
        await using IAsyncEnumerator<int> items = scripted.CallHub.ListAsync(5).GetAsyncEnumerator(CancellationToken.None);
        ValueTask<bool> first = items.MoveNextAsync();
        await scripted.HearAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":{"token":1}}""");
        Assert.Equal(
            """{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":1}}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":2,"result":{"values":[],"finished":true}}""");
        Assert.False(await first.Within());
        scripted.CallHub.Poke("last");
        Assert.Equal("list", (await spans.NextClientAsync()).DisplayName);
        Assert.Equal("poke", (await spans.NextClientAsync()).DisplayName);
    }

    private static void AssertFailed(Activity span, int? code, string type)
    {
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal((code, type), ((int?)span.GetTagItem("rpc.jsonrpc.error_code"), (string?)span.GetTagItem("error.type")));
    }

    private static Activity Start(string? state)
    {
        Activity activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.TraceStateString = state;
        return activity;
    }
}
