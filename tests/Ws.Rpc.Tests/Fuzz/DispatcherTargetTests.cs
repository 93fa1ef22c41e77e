using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Unicode;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Ws.Rpc.Wire;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.Tests.Fuzz;

/// <summary>
/// The twin's dispatcher, behind a session, under spoilt messages: each is answered as often as it asks for it, under its own id,
/// with a result or a documented error, and none of them makes a fault of ours.
/// </summary>
public sealed class DispatcherTargetTests(ITestOutputHelper output)
{
    private const int Rounds = 150_000;
    private const string Probe = """{"jsonrpc":"2.0","id":"probe","method":"sum","params":[1,2]}""";
    private const string ProbeAnswer = """{"jsonrpc":"2.0","id":"probe","result":3}""";

    private static readonly int[] s_documented =
    [
        RpcErrorCode.InvalidRequest, RpcErrorCode.MethodNotFound, RpcErrorCode.InvalidParams, RpcErrorCode.NoSuchStream,
        RpcErrorCode.Unavailable, RpcErrorCode.UnsupportedVersion, RpcErrorCode.RequestCancelled,
    ];

    [Fact]
    public async Task Each_message_is_answered_once_or_not_at_all()
    {
        var log = new RecordedLog();
        await using var scripted = new ScriptedSession(TestSessions.Options with
        {
            IsServer = true,
            MaxParseErrors = int.MaxValue,
            Logger = log,
        });
        scripted.Hub.Delay = static (_, _) => default;
        scripted.Hub.Fail = static (_, _) => default;
        scripted.Hub.List = static (count, token) => TwinStreams.CountAsync(Math.Min(count, 9), token);
        scripted.Hub.Total = static (_, _) => new ValueTask<int>(0);
        scripted.Hub.Merge = static (_, _) => TwinStreams.MergeAsync(NoneAsync(), null);
        await FuzzRun.EachAsync(Rounds, FuzzMessages.All, output, message => PlayAsync(scripted, message));
        await Eventually.ZeroAsync(() => scripted.Session.Calls.Running);
        Assert.Equal(0, scripted.Session.Running.Count);
        Assert.DoesNotContain(log.Entries, static entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    private static async Task PlayAsync(ScriptedSession scripted, byte[] message)
    {
        // What is not UTF-8 no transport lets through, and a stream that is pushed is answered when it likes.
        if (!Utf8.IsValid(message) || HasCredit(message))
        {
            return;
        }

        await scripted.Peer.WriteAsync(message).Within();
        await scripted.TellAsync(Probe);
        var answers = new List<string>();
        for (string heard = await scripted.HearAsync(); heard != ProbeAnswer; heard = await scripted.HearAsync())
        {
            if (!heard.Contains("\"method\":\"$/", StringComparison.Ordinal))
            {
                answers.Add(heard);
            }
        }

        AssertAnswers(message, answers);
    }

    private static bool HasCredit(byte[] message) =>
        EnvelopeReader.Read(message, stackalloc byte[WireLimits.Default.MaxMethodBytes], WireLimits.Default).Credit is not null;

    private static void AssertAnswers(byte[] message, List<string> answers)
    {
        Envelope envelope = EnvelopeReader.Read(message, stackalloc byte[WireLimits.Default.MaxMethodBytes], WireLimits.Default);
        switch (envelope.Kind)
        {
            case EnvelopeKind.Request:
                AssertAnswer(Assert.Single(answers), envelope.Id, null);
                break;
            case EnvelopeKind.Invalid:
                AssertAnswer(Assert.Single(answers), envelope.Id, envelope.ErrorCode);
                break;
            case EnvelopeKind.Batch:
                Assert.InRange(answers.Count, 0, 1);
                Assert.All(answers, static answer => Assert.StartsWith("[{", answer, StringComparison.Ordinal));
                break;
            default:
                Assert.Empty(answers);
                break;
        }
    }

    private static void AssertAnswer(string answer, RequestId id, int? code)
    {
        Assert.StartsWith($"{{\"jsonrpc\":\"2.0\",\"id\":{id},", answer, StringComparison.Ordinal);
        using var parsed = JsonDocument.Parse(answer);
        if (parsed.RootElement.TryGetProperty("error", out JsonElement error))
        {
            int given = error.GetProperty("code").GetInt32();
            Assert.True(code is null ? Array.IndexOf(s_documented, given) >= 0 : given == code, answer);
        }
        else
        {
            Assert.Null(code);
        }
    }

    private static async IAsyncEnumerable<TwinNote> NoneAsync()
    {
        await Task.CompletedTask;
        yield break;
    }
}
