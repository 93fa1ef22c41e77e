using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>Progress that the peer reports to our calls.</summary>
public sealed class ReceivedProgressTests
{
    private const string Answer = """{"jsonrpc":"2.0","id":1,"result":5}""";

    [Fact]
    public async Task Token_is_an_integer_and_reports_come_in_either_form_before_the_caller_continues()
    {
        await using var scripted = new ScriptedSession();
        var notes = new Reports<TwinNote>();
        Task<int> call = scripted.CallHub.ImportAsync("f", notes);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"import","params":["f",1]}""", await scripted.HearAsync());

        await scripted.TellAsync(
            Report("""{"token":1,"value":{"id":1,"text":"a"}}"""), Report("""[1,{"id":2,"text":"b"}]"""), Answer);

        Assert.Equal(5, await call.Within());
        Assert.Equal([new TwinNote(1, "a"), new TwinNote(2, "b")], notes.All);
    }

    [Fact]
    public async Task Progress_that_is_not_wanted_is_sent_as_null()
    {
        await using var scripted = new ScriptedSession();
        Task<int> call = scripted.CallHub.ImportAsync("f");
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"import","params":["f",null]}""", await scripted.HearAsync());
        await scripted.TellAsync(Answer);
        Assert.Equal(5, await call.Within());
    }

    [Fact]
    public async Task Caller_continues_behind_the_last_report_however_slow_its_handler_is()
    {
        await using var scripted = new ScriptedSession();
        using var gate = new SemaphoreSlim(0);
        var notes = new Reports<TwinNote> { OnReport = _ => Assert.True(gate.Wait(TimeSpan.FromSeconds(30))) };
        Task<int> call = scripted.CallHub.ImportAsync("f", notes);
        await scripted.HearAsync();
        await scripted.TellAsync(Report("""[1,{"id":1,"text":"a"}]"""), Report("""[1,{"id":2,"text":"b"}]"""), Answer);

        // The blocked handler holds up neither the receive loop nor other calls.
        Task<string> other = scripted.CallHub.EchoAsync("x");
        await scripted.HearAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":2,"result":"x"}""");
        Assert.Equal("x", await other.Within());
        Assert.False(call.IsCompleted);
        gate.Release(2);

        Assert.Equal(5, await call.Within());
        Assert.Equal([1, 2], notes.All.Select(note => note.Id));
    }

    [Fact]
    public async Task Reports_after_the_answer_and_for_unknown_tokens_are_dropped()
    {
        await using var scripted = new ScriptedSession();
        var notes = new Reports<TwinNote>();
        Task<int> call = scripted.CallHub.ImportAsync("f", notes);
        await scripted.HearAsync();
        await scripted.TellAsync(
            Report("""[2,{"id":1,"text":"a"}]"""), Report("""["x",1]"""), Report("null"), Answer,
            Report("""[1,{"id":1,"text":"a"}]"""));

        Assert.Equal(5, await call.Within());
        await scripted.AssertSilentAsync();
        Assert.Empty(notes.All);
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{\"id\":\"x\"}")]
    [InlineData("{\"id\":1,\"text\":\"\\ud800\"}")]
    public async Task A_report_of_a_wrong_shape_is_dropped_alone(string value)
    {
        await using var scripted = new ScriptedSession();
        var notes = new Reports<TwinNote>();
        Task<int> call = scripted.CallHub.ImportAsync("f", notes);
        await scripted.HearAsync();
        await scripted.TellAsync(Report($"[1,{value}]"), Report("""[1,{"id":2,"text":"b"}]"""), Answer);

        Assert.Equal(5, await call.Within());
        Assert.Equal([new TwinNote(2, "b")], notes.All);
    }

    [Fact]
    public async Task A_handler_that_throws_gets_the_next_report()
    {
        await using var scripted = new ScriptedSession();
        var notes = new Reports<TwinNote> { OnReport = _ => throw new InvalidOperationException("handler") };
        Task<int> call = scripted.CallHub.ImportAsync("f", notes);
        await scripted.HearAsync();
        await scripted.TellAsync(Report("""[1,{"id":1,"text":"a"}]"""), Report("""[1,{"id":2,"text":"b"}]"""), Answer);

        Assert.Equal(5, await call.Within());
        Assert.Equal(2, notes.All.Count);
    }

    [Fact]
    public async Task A_slow_handler_misses_the_oldest_reports_and_never_the_newest()
    {
        await using var scripted = new ScriptedSession();
        using var gate = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = new Reports<int>
        {
            OnReport = _ =>
            {
                begun.TrySetResult();
                Assert.True(gate.Wait(TimeSpan.FromSeconds(30)));
            },
        };
        Task call = scripted.CallHub.CountAsync(left, new Reports<int>()).AsTask();
        Assert.EndsWith("[1,2]}", await scripted.HearAsync(), StringComparison.Ordinal);
        await scripted.TellAsync(Report("[1,1]"));
        await begun.Task.Within();
        await scripted.TellAsync([.. Enumerable.Range(2, 100).Select(i => Report($"[1,{i}]"))]);
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":null}""");
        await scripted.AssertSilentAsync();
        gate.Set();

        await call.Within();
        Assert.Equal([1, .. Enumerable.Range(38, 64)], left.All);
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once_whatever_its_handler_does()
    {
        await using var scripted = new ScriptedSession();
        using var gate = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var notes = new Reports<TwinNote>
        {
            OnReport = _ =>
            {
                begun.TrySetResult();
                Assert.True(gate.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
            },
        };
        Task<int> call = scripted.CallHub.ImportAsync("f", notes, cancellation.Token);
        await scripted.HearAsync();
        await scripted.TellAsync(Report("""[1,{"id":1,"text":"a"}]"""), Report("""[1,{"id":2,"text":"b"}]"""));
        await begun.Task.Within();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        gate.Set();
        Assert.Single(notes.All);
    }

    [Fact]
    public async Task Progress_goes_in_both_directions_at_once()
    {
        await using var pair = new SessionPair();
        pair.ClientCallback.Work = (steps, progress) =>
        {
            progress!.Report(steps);
            return new(steps + 1);
        };
        var atServer = new Reports<int>();
        pair.ServerHub.Import = async (notes, _) =>
        {
            int result = await pair.Callback.WorkAsync(6, atServer);
            notes!.Report(new TwinNote(result, "done"));
            return result;
        };
        var atClient = new Reports<TwinNote>();

        Assert.Equal(7, await pair.Hub.ImportAsync("f", atClient).Within());

        Assert.Equal([6], atServer.All);
        Assert.Equal([new TwinNote(7, "done")], atClient.All);
    }

    private static string Report(string arguments) =>
        "{\"jsonrpc\":\"2.0\",\"method\":\"$/progress\",\"params\":" + arguments + "}";
}
