using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class BatchTests
{
    private const string ParseError = """{"jsonrpc":"2.0","id":null,"error":{"code":-32700""";
    private const string InvalidRequest = """{"jsonrpc":"2.0","id":null,"error":{"code":-32600""";

    [Theory]
    [InlineData("""[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},{"jsonrpc": "2.0", "method"]""", ParseError)]
    [InlineData("[]", InvalidRequest)]
    [InlineData("[1]", "[" + InvalidRequest)]
    public async Task A_batch_that_is_none_has_the_answer_of_the_specification(string batch, string answer)
    {
        await using var scripted = new ScriptedSession();

        Assert.StartsWith(answer, await scripted.AskAsync(batch), StringComparison.Ordinal);
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task Each_invalid_entry_has_its_answer()
    {
        await using var scripted = new ScriptedSession();

        using JsonDocument answers = JsonDocument.Parse(await scripted.AskAsync("[1,2,3]"));

        Assert.Equal([-32600, -32600, -32600], answers.RootElement.EnumerateArray().Select(CodeOf));
    }

    [Fact]
    public async Task The_answers_to_a_mixed_batch_come_in_one_array()
    {
        await using var scripted = new ScriptedSession();

        using JsonDocument answers = JsonDocument.Parse(await scripted.AskAsync(
            """
            [{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
             {"jsonrpc": "2.0", "method": "poke", "params": ["x"]},
             {"jsonrpc": "2.0", "method": "add", "params": [42,-23], "id": "2"},
             {"foo": "boo"},
             {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
             {"jsonrpc": "2.0", "method": "get_data", "id": "9"}]
            """));

        string[] expected =
        [
            "\"1\" 7", "\"2\" 19", "null -32600", "\"5\" -32601", "\"9\" [\"hello\",5]",
        ];
        Assert.Equal(expected.Order(), answers.RootElement.EnumerateArray().Select(Describe).Order());
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task A_batch_of_notifications_is_met_with_silence()
    {
        await using var scripted = new ScriptedSession();

        await scripted.TellAsync("""[{"jsonrpc":"2.0","method":"poke","params":["x"]},{"jsonrpc":"2.0","method":"unknown"}]""");

        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task The_array_waits_for_its_slowest_answer_and_holds_up_nobody()
    {
        await using var scripted = new ScriptedSession();
        var slow = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.Echo = (_, _) => slow.Task;
        await scripted.TellAsync(
            """[{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]},{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2]}]""");

        await scripted.AssertSilentAsync();
        slow.SetResult("slow");

        using JsonDocument answers = JsonDocument.Parse(await scripted.HearAsync());
        Assert.Equal(["1 \"slow\"", "1 3"], answers.RootElement.EnumerateArray().Select(Describe).Order());
    }

    [Fact]
    public async Task Answers_that_come_at_once_from_many_threads_are_one_array()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.Add = async (left, right) =>
        {
            await Task.Yield();
            return left + right;
        };
        for (int round = 0; round < 100; round++)
        {
            string batch = "[" + string.Join(',', Enumerable.Range(0, 16).Select(
                i => $$"""{"jsonrpc":"2.0","id":{{i}},"method":"add","params":[{{i}},0]}""")) + "]";
            using JsonDocument answers = JsonDocument.Parse(await scripted.AskAsync(batch));
            Assert.Equal(
                Enumerable.Range(0, 16), answers.RootElement.EnumerateArray().Select(answer => answer.GetProperty("result").GetInt32()).Order());
        }
    }

    [Fact]
    public async Task What_belongs_to_a_session_or_a_stream_is_refused_in_a_batch_and_the_rest_is_served()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { IsServer = true });

        using JsonDocument answers = JsonDocument.Parse(await scripted.AskAsync(
            """
            [{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1]}},
             {"jsonrpc":"2.0","id":2,"method":"add","params":[1,2],"credit":5},
             {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":9}},
             [],
             {"jsonrpc":"2.0","id":1,"result":5},
             {"jsonrpc":"2.0","id":3,"method":"add","params":[1,2]}]
            """));

        Assert.Equal(["1 -32600", "2 -32600", "3 3", "null -32600"], answers.RootElement.EnumerateArray().Select(Describe).Order());
        Assert.False(scripted.Session.IsOpen);
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task A_batch_over_the_limit_of_running_calls_is_answered_whole()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxConcurrentCalls = 2, MaxPendingCalls = 5 });
        scripted.Hub.Add = async (left, right) =>
        {
            await Task.Yield();
            return left + right;
        };
        scripted.Session.Calls.Hold();
        await scripted.TellAsync("[" + string.Join(',', Enumerable.Range(0, 8).Select(
            i => $$"""{"jsonrpc":"2.0","id":{{i}},"method":"add","params":[0,0]}""")) + "]");
        await scripted.AskAsync("""{"jsonrpc":"2.0","id":99,"method":"unknown"}""");
        scripted.Session.Calls.Release();

        using JsonDocument answers = JsonDocument.Parse(await scripted.HearAsync());

        Assert.Equal(8, answers.RootElement.GetArrayLength());
        Assert.Equal(3, answers.RootElement.EnumerateArray().Count(answer => answer.TryGetProperty("error", out _) && CodeOf(answer) == -32053));
    }

    private static int CodeOf(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetInt32();

    private static string Describe(JsonElement answer) =>
        $"{answer.GetProperty("id").GetRawText()} {(answer.TryGetProperty("result", out JsonElement result) ? result.GetRawText() : CodeOf(answer))}";
}
