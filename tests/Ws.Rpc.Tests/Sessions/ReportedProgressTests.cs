using System;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>Progress that our methods report to the peer.</summary>
public sealed class ReportedProgressTests
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData("0")]
    [InlineData("-7")]
    [InlineData("\"a\\u0062\"")]
    [InlineData("\"\"")]
    public async Task Reports_bear_the_token_as_it_was_sent_and_come_before_the_answer(string token)
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.Import = (notes, _) =>
        {
            notes!.Report(new TwinNote(1, "x"));
            return Task.FromResult(5);
        };

        string report = await scripted.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"import","params":["f",{{token}}]}""");

        Assert.Equal(
            "{\"jsonrpc\":\"2.0\",\"method\":\"$/progress\",\"params\":{\"token\":" + token + ",\"value\":{\"id\":1,\"text\":\"x\"}}}",
            report);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":5}""", await scripted.HearAsync());
        Assert.Equal(0, scripted.Session.ProgressTokens.Count);
    }

    [Theory]
    [InlineData("""["f"]""")]
    [InlineData("""["f",null]""")]
    [InlineData("""{"notes":null,"file":"f"}""")]
    public async Task Progress_that_is_not_wanted_is_null(string arguments)
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.Import = (notes, _) => Task.FromResult(notes is null ? 1 : 0);

        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"result":1}""",
            await scripted.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"import","params":{{arguments}}}"""));
    }

    [Fact]
    public async Task Progress_that_is_not_wanted_is_an_object_where_the_method_takes_no_null()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.Count = (left, right) =>
        {
            left.Report(1);
            right.Report(2);
            return default;
        };

        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"count","params":{"right":"r"}}""");

        Assert.Equal("""{"jsonrpc":"2.0","method":"$/progress","params":{"token":"r","value":2}}""", await scripted.HearAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":null}""", await scripted.HearAsync());
    }

    [Theory]
    [InlineData("true")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public async Task What_is_no_token_is_an_invalid_argument(string token)
    {
        await using var scripted = new ScriptedSession();
        string answer = await scripted.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"import","params":["f",{{token}}]}""");

        Assert.Contains("\"code\":-32602", answer, StringComparison.Ordinal);
        Assert.Contains("notes", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_longer_than_an_id_is_an_invalid_argument()
    {
        await using var scripted = new ScriptedSession();
        string token = new('x', 129);
        Assert.Contains(
            "\"code\":-32602",
            await scripted.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"import","params":["f","{{token}}"]}"""),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_use_is_refused_until_its_call_is_answered()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.Import = async (_, _) =>
        {
            await _gate.Task;
            return 1;
        };
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"import","params":["f",1]}""");
        Assert.Contains(
            "\"code\":-32602",
            await scripted.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"import","params":["f",1]}"""),
            StringComparison.Ordinal);
        Assert.Contains(
            "\"code\":-32602",
            await scripted.AskAsync("""{"jsonrpc":"2.0","id":3,"method":"count","params":[7,7]}"""),
            StringComparison.Ordinal);

        _gate.SetResult();
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":1}""", await scripted.HearAsync());
        Assert.Equal(
            """{"jsonrpc":"2.0","id":4,"result":1}""",
            await scripted.AskAsync("""{"jsonrpc":"2.0","id":4,"method":"import","params":["f",1]}"""));
        Assert.Equal(
            """{"jsonrpc":"2.0","id":5,"result":null}""",
            await scripted.AskAsync("""{"jsonrpc":"2.0","id":5,"method":"count","params":[7,8]}"""));
    }

    [Fact]
    public async Task Sixty_four_tokens_are_live_at_once_and_the_next_is_refused()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxConcurrentCalls = 100 });
        scripted.Hub.Import = async (_, _) =>
        {
            await _gate.Task;
            return 1;
        };
        for (int i = 0; i < 64; i++)
        {
            await scripted.TellAsync($$"""{"jsonrpc":"2.0","id":{{i}},"method":"import","params":["f",{{i}}]}""");
        }

        string refusal = await scripted.AskAsync("""{"jsonrpc":"2.0","id":64,"method":"import","params":["f",64]}""");

        Assert.StartsWith("""{"jsonrpc":"2.0","id":64,"error":{"code":-32053,""", refusal, StringComparison.Ordinal);
        Assert.Equal(64, scripted.Session.ProgressTokens.Count);
        _gate.SetResult();
        for (int i = 0; i < 64; i++)
        {
            Assert.EndsWith("\"result\":1}", await scripted.HearAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(0, scripted.Session.ProgressTokens.Count);
    }

    [Fact]
    public async Task A_million_reports_neither_fill_the_queue_nor_lose_the_last()
    {
        const int Count = 1_000_000;
        await using var scripted = new ScriptedSession(limits: new OutboxLimits { MaxFrames = 4, MaxBytes = 2000 });
        scripted.Hub.Count = async (left, _) =>
        {
            await Task.Yield();
            for (int i = 1; i <= Count; i++)
            {
                left.Report(i);
            }
        };
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"count","params":[1,null]}""");

        int last = 0;
        string message;
        while ((message = await scripted.HearAsync()).Contains("$/progress", StringComparison.Ordinal))
        {
            int value = int.Parse(message[(message.LastIndexOf(':') + 1)..^2], System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(value > last);
            last = value;
        }

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":null}""", message);
        Assert.Equal(Count, last);
    }

    [Fact]
    public async Task Reports_after_the_answer_are_dropped()
    {
        await using var scripted = new ScriptedSession();
        IProgress<TwinNote>? kept = null;
        scripted.Hub.Import = (notes, _) =>
        {
            kept = notes;
            return Task.FromResult(1);
        };
        await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"import","params":["f",1]}""");

        kept!.Report(new TwinNote(1, "late"));

        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task Reports_to_a_peer_that_is_gone_are_dropped_and_its_tokens_are_free_for_the_next()
    {
        await using var scripted = new ScriptedSession();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IProgress<TwinNote>? kept = null;
        scripted.Hub.Import = async (notes, _) =>
        {
            kept ??= notes;
            started.TrySetResult();
            await _gate.Task;
            return 1;
        };
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"import","params":["f",1]}""");
        await started.Task.Within();
        scripted.Cut();
        await scripted.Run.Within();
        scripted.Reconnect();
        kept!.Report(new TwinNote(1, "late"));
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":2,"method":"import","params":["f",1]}""");
        kept.Report(new TwinNote(1, "late"));
        _gate.SetResult();

        Assert.Equal("""{"jsonrpc":"2.0","id":2,"result":1}""", await scripted.HearAsync());
    }

    [Fact]
    public async Task A_report_that_cannot_be_serialized_harms_nothing()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.Import = (notes, _) =>
        {
            notes!.Report(null!);
            notes.Report(new TwinNote(2, "y"));
            return Task.FromResult(1);
        };
        string[] heard =
        [
            await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"import","params":["f",1]}"""),
            await scripted.HearAsync(),
        ];

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":1}""", heard.Last());
        Assert.EndsWith("""{"token":1,"value":{"id":2,"text":"y"}}}""", heard[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_whose_prediction_failed_takes_its_token_once()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.Import = (notes, _) =>
        {
            notes!.Report(new TwinNote(1, "x"));
            return Task.FromResult(1);
        };
        string report = await scripted.AskAsync(
            """{"jsonrpc":"2.0","method":"import","params":["f",1],"id":7,"extra":[]}""");

        Assert.Contains("$/progress", report, StringComparison.Ordinal);
        Assert.Equal("""{"jsonrpc":"2.0","id":7,"result":1}""", await scripted.HearAsync());
        Assert.Contains(
            "$/progress",
            await scripted.AskAsync("""{"jsonrpc":"2.0","id":8,"method":"import","params":["f",1],"extra":[]}"""),
            StringComparison.Ordinal);
    }
}
