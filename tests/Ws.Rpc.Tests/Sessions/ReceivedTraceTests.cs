using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>The spans of the peer's calls.</summary>
[Collection(AloneDefinition.Name)]
public sealed class ReceivedTraceTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Span = "00f067aa0ba902b7";
    private const string Members = "\"traceparent\":\"00-" + Trace + "-" + Span + "-01\",\"tracestate\":\"a=1\"";

    [Fact]
    public async Task A_call_runs_in_a_span_below_its_callers()
    {
        using var spans = new RecordedSpans();
        await using var scripted = new ScriptedSession();
        Activity? before = null;
        Activity? after = null;
        scripted.Hub.Add = async (left, right) =>
        {
            before = Activity.Current;
            await Task.Yield();
            after = Activity.Current;
            return left + right;
        };

        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"result":3}""",
            await scripted.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2],{{Members}}}"""));

        Activity span = await spans.NextServerAsync();
        Assert.Same(span, before);
        Assert.Same(span, after);
        Assert.Equal((Trace, Span), (span.TraceId.ToHexString(), span.ParentSpanId.ToHexString()));
        Assert.Equal(("a=1", true), (span.TraceStateString, span.HasRemoteParent));
        Assert.Equal(("add", ActivityKind.Server, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
        Assert.Equal(("jsonrpc", "add"), (span.GetTagItem("rpc.system"), span.GetTagItem("rpc.method")));
        Assert.Equal("2.0", span.GetTagItem("rpc.jsonrpc.version"));
    }

    [Fact]
    public async Task A_span_ends_with_its_call_and_is_not_the_next_ones()
    {
        using var spans = new RecordedSpans();
        await using var scripted = new ScriptedSession();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Activity? ambient = null;
        scripted.Hub.Ping = async () => await gate.Task;
        scripted.Hub.OnPoke = _ => ambient = Activity.Current;

        await scripted.TellAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"ping","params":[],{{Members}}}""",
            """{"jsonrpc":"2.0","method":"poke","params":["x"]}""");

        Activity poke = await spans.NextServerAsync();
        Assert.Same(poke, ambient);
        Assert.Equal(("poke", default), (poke.DisplayName, poke.ParentSpanId));
        Assert.NotEqual(Trace, poke.TraceId.ToHexString());
        gate.SetResult();
        Assert.Equal("ping", (await spans.NextServerAsync()).DisplayName);
    }

    [Fact]
    public async Task A_call_that_waits_for_its_turn_keeps_its_trace()
    {
        using var spans = new RecordedSpans();
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxConcurrentCalls = 1 });
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.Ping = async () => await gate.Task;

        await scripted.TellAsync(
            """{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}""",
            $$"""[{"jsonrpc":"2.0","id":2,"method":"add","params":[1,2],{{Members}}}]""");
        gate.SetResult();

        Assert.Equal("ping", (await spans.NextServerAsync()).DisplayName);
        Activity add = await spans.NextServerAsync();
        Assert.Equal(("add", Span), (add.DisplayName, add.ParentSpanId.ToHexString()));
    }

    [Theory]
    [InlineData("fail", "[4711]", 4711)]
    [InlineData("add", "[1]", RpcErrorCode.InvalidParams)]
    [InlineData("ping", "[]", RpcErrorCode.InternalError)]
    public async Task A_span_says_with_which_error_its_call_was_answered(string method, string arguments, int code)
    {
        using var spans = new RecordedSpans();
        await using var scripted = new ScriptedSession();
        scripted.Hub.Ping = async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("a secret");
        };

        string answer = await scripted.AskAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{arguments}},{{Members}}}""");

        Activity span = await spans.NextServerAsync();
        Assert.Contains($"\"code\":{code}", answer, StringComparison.Ordinal);
        Assert.Equal((ActivityStatusCode.Error, code), (span.Status, (int?)span.GetTagItem("rpc.jsonrpc.error_code")));
        Assert.Equal(code == RpcErrorCode.InternalError, answer.Contains(Trace, StringComparison.Ordinal));
        Assert.Null(span.StatusDescription);
    }

    [Theory]
    [InlineData("\"traceparent\":\"00-x\"")]
    [InlineData("\"traceparent\":5,\"tracestate\":{}")]
    [InlineData("\"traceparent\":null,\"tracestate\":null")]
    [InlineData("\"tracestate\":\"a=1\"")]
    [InlineData("\"traceparent\":\"\\ud800\"")]
    public async Task What_is_malformed_is_read_over(string members)
    {
        await using var scripted = new ScriptedSession();
        string request = $$"""{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2],{{members}}}""";
        string answer = """{"jsonrpc":"2.0","id":1,"result":3}""";
        Assert.Equal(answer, await scripted.AskAsync(request));
        using var spans = new RecordedSpans();

        Assert.Equal(answer, await scripted.AskAsync(request));

        Assert.Equal(default, (await spans.NextServerAsync()).ParentSpanId);
    }

    [Fact]
    public async Task Nothing_is_ambient_in_a_call_where_nobody_listens()
    {
        using Activity activity = new Activity("connecting").Start();
        await using var scripted = new ScriptedSession();
        Activity? ambient = activity;
        scripted.Hub.Add = (left, right) =>
        {
            ambient = Activity.Current;
            return new ValueTask<int>(left + right);
        };

        await scripted.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2],{{Members}}}""");

        Assert.Null(ambient);
    }
}
