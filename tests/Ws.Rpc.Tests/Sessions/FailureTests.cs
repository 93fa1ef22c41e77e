using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class FailureTests
{
    public static TheoryData<Exception, int> Kinds => new()
    {
        { new RpcException("no"), RpcErrorCode.ApplicationError },
        { new RpcException(42, "no"), 42 },
        { new RpcException(RpcErrorCode.Forbidden, "no", new Dictionary<string, int> { ["a"] = 1 }), RpcErrorCode.Forbidden },
        { new RpcException(42, "no", new Unserializable()), 42 },
        { new RpcConnectionException("secret"), RpcErrorCode.InternalError },
        { new RpcTimeoutException("secret", TimeSpan.FromSeconds(1)), RpcErrorCode.InternalError },
        { new RpcProtocolException("secret"), RpcErrorCode.InternalError },
        { new InvalidOperationException("secret"), RpcErrorCode.InternalError },
        { new OperationCanceledException("secret"), RpcErrorCode.InternalError },
        { new JsonException("secret"), RpcErrorCode.InternalError },
        { new AggregateException(new TimeoutException("secret")), RpcErrorCode.InternalError },
        { new RudeException(), RpcErrorCode.InternalError },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_exception_has_its_code_and_tells_nothing_more(Exception exception, int code)
    {
        foreach (bool isAsync in (bool[])[false, true])
        {
            await using var scripted = new ScriptedSession();
            scripted.Hub.Ping = async () =>
            {
                if (isAsync)
                {
                    await Task.Yield();
                }

                throw exception;
            };

            string answer = await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");

            using JsonDocument json = JsonDocument.Parse(answer);
            Assert.Equal(code, json.RootElement.GetProperty("error").GetProperty("code").GetInt32());
            Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("System", answer, StringComparison.Ordinal);
            await scripted.AssertSilentAsync();
        }
    }

    [Fact]
    public async Task A_failure_that_nobody_expected_has_a_trace_id_and_no_more()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.Ping = () => throw new InvalidOperationException("secret");

        using JsonDocument json = JsonDocument.Parse(await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}"""));

        JsonElement error = json.RootElement.GetProperty("error");
        Assert.Equal("Internal error", error.GetProperty("message").GetString());
        Assert.Matches("^[0-9a-f]{32}$", error.GetProperty("data").GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task Detailed_errors_tell_type_and_text_and_still_no_stack()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { DetailedErrors = true });
        scripted.Hub.Ping = () => throw new InvalidOperationException("secret");

        string answer = await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");

        Assert.Contains("InvalidOperationException: secret", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_whose_text_cannot_be_had_is_answered_too()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { DetailedErrors = true });
        scripted.Hub.Ping = async () =>
        {
            await Task.Yield();
            throw new RudeException();
        };

        Assert.Contains("-32603", await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}"""), StringComparison.Ordinal);
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task An_error_travels_with_its_code_text_and_data()
    {
        await using var pair = new SessionPair();
        pair.ServerHub.Ping = () => throw new RpcException(42, "no \ud83d\ude00", new Twin.TwinNote(1, "data"));

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => pair.Hub.PingAsync().Within());

        Assert.Equal((42, "no \ud83d\ude00"), (error.Code, error.Message));
        Assert.Equal(new Twin.TwinNote(1, "data"), error.GetData<Twin.TwinNote>());
    }

    [Fact]
    public async Task A_result_that_cannot_be_serialized_is_32003()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.Echo = (_, _) => Task.FromResult<string>(null!);

        Assert.StartsWith(
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32003""",
            await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]}"""),
            StringComparison.Ordinal);
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task A_notification_that_fails_is_not_answered()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.OnPoke = _ => throw new RpcException(42, "no");

        await scripted.TellAsync(
            """{"jsonrpc":"2.0","method":"poke","params":["x"]}""",
            """{"jsonrpc":"2.0","method":"poke","params":[1]}""",
            """{"jsonrpc":"2.0","method":"fail","params":[1]}""");

        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task A_notification_that_ends_with_its_session_is_no_error()
    {
        var log = new RecordedLog();
        await using var scripted = new ScriptedSession(TestSessions.Options with { Logger = log });
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.Echo = async (_, cancellationToken) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return "never";
        };
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"echo","params":["x"]}""");
        await begun.Task.Within();

        scripted.Cut();
        await scripted.Run.Within();

        await Eventually.ZeroAsync(() => scripted.Session.Calls.Running);
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    private sealed class Unserializable
    {
        public Action Action { get; } = () => { };
    }

    private sealed class RudeException : Exception
    {
        public override string Message => throw new NotSupportedException("secret");
    }
}
