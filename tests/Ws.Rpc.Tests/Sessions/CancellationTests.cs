using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class CancellationTests
{
    private const string CancelOne = """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""";

    [Fact]
    public async Task A_call_cancelled_before_it_is_made_is_not_sent()
    {
        await using var scripted = new ScriptedSession();
        var token = new CancellationToken(canceled: true);

        OperationCanceledException exception =
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scripted.CallHub.EchoAsync("x", token).Within());

        Assert.Equal(token, exception.CancellationToken);
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task A_call_cancelled_in_flight_ends_at_once_and_tells_the_peer()
    {
        await using var scripted = new ScriptedSession();
        using var cancellation = new CancellationTokenSource();
        Task<string> call = scripted.CallHub.EchoAsync("x", cancellation.Token);
        Task<string> other = scripted.CallHub.EchoAsync("y");
        await scripted.HearAsync();
        await scripted.HearAsync();

        await cancellation.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.Equal(CancelOne, await scripted.HearAsync());
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32800,"message":"Request cancelled"}}""",
            """{"jsonrpc":"2.0","id":2,"result":"y"}""");
        Assert.Equal("y", await other.Within());
    }

    [Fact]
    public async Task A_token_that_fires_while_the_call_is_being_filed_is_not_missed()
    {
        using var cancellation = new CancellationTokenSource();
        var time = new InterruptingTime(cancellation);
        await using var scripted = new ScriptedSession(TestSessions.Options with { Time = time, CallTimeout = TimeSpan.FromHours(1) });
        time.IsArmed = true;

        // Nobody answers: the call has to end by itself.
        Task<string> call = scripted.CallHub.EchoAsync("x", cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        Assert.Contains("\"echo\"", await scripted.HearAsync(), StringComparison.Ordinal);
        Assert.Equal(CancelOne, await scripted.HearAsync());
        Assert.Equal(0, scripted.Session.Outgoing.Count);
    }

    [Theory]
    [InlineData("""{"id":7}""")]
    [InlineData("[7]")]
    public async Task The_handlers_token_fires_and_the_request_is_answered_once(string parameters)
    {
        await using var scripted = new ScriptedSession();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":7,"method":"delay","params":[1]}""");

        string cancel = $$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{{parameters}}}""";
        Assert.Equal(
            """{"jsonrpc":"2.0","id":7,"error":{"code":-32800,"message":"Request cancelled"}}""",
            await scripted.AskAsync(cancel));

        await scripted.TellAsync(cancel, cancel);
        await scripted.AssertSilentAsync();
        await Eventually.ZeroAsync(() => scripted.Session.Running.Count);
    }

    [Fact]
    public async Task A_handler_that_finishes_although_cancelled_gives_its_result()
    {
        await using var scripted = new ScriptedSession();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.Echo = async (text, token) =>
        {
            await using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
            await cancelled.Task;
            return text;
        };
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":7,"method":"echo","params":["done"]}""");

        Assert.Equal(
            """{"jsonrpc":"2.0","id":7,"result":"done"}""",
            await scripted.AskAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}}"""));
        await scripted.AssertSilentAsync();
    }

    [Theory]
    [InlineData("""{"id":8}""")]
    [InlineData("""{"id":"7"}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":{}}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[7,8]")]
    public async Task Cancelling_what_is_not_there_is_ignored(string parameters)
    {
        await using var scripted = new ScriptedSession();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":7,"method":"delay","params":[1]}""");

        await scripted.TellAsync($$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{{parameters}}}""");

        await scripted.AssertSilentAsync();
        Assert.Equal(1, scripted.Session.Running.Count);
    }

    [Fact]
    public async Task A_call_that_waits_for_its_turn_can_be_cancelled_and_never_starts()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxConcurrentCalls = 1 });
        bool started = false;
        scripted.Hub.Echo = (text, _) =>
        {
            started = true;
            return Task.FromResult(text);
        };
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","id":1,"method":"delay","params":[1]}""",
            """{"jsonrpc":"2.0","id":2,"method":"echo","params":["x"]}""",
            """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}""");

        // Tokens fire on the pool, where the one of the first call could overtake that of the second.
        await Eventually.ZeroAsync(
            () => scripted.Session.Running.Find(new RequestId(2)) is { IsCancellationRequested: true } ? 0 : 1);
        await scripted.TellAsync(CancelOne);

        Assert.Contains("\"id\":1,\"error\":{\"code\":-32800", await scripted.HearAsync(), StringComparison.Ordinal);
        Assert.Contains("\"id\":2,\"error\":{\"code\":-32800", await scripted.HearAsync(), StringComparison.Ordinal);
        Assert.False(started);
        await scripted.AssertSilentAsync();
        await Eventually.ZeroAsync(() => scripted.Session.Running.Count);
    }

    [Fact]
    public async Task A_callback_that_throws_on_cancellation_harms_nobody()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.Delay = async (_, token) =>
        {
            await using CancellationTokenRegistration registration = token.Register(() => throw new InvalidOperationException("rude"));
            await Task.Delay(Timeout.Infinite, token);
        };
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":7,"method":"delay","params":[1]}""");

        Assert.Contains("-32800", await scripted.AskAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}}"""), StringComparison.Ordinal);
        await scripted.AssertSilentAsync();
    }

    /// <summary>Cancels when the clock is read, which a call does on its way into the table.</summary>
    private sealed class InterruptingTime(CancellationTokenSource cancellation) : FakeTimeProvider
    {
        public bool IsArmed { get; set; }

        public override long GetTimestamp()
        {
            if (IsArmed)
            {
                cancellation.Cancel();
            }

            return base.GetTimestamp();
        }
    }
}
