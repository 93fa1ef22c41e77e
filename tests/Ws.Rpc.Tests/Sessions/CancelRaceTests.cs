using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class CancelRaceTests
{
    private const int Rounds = 10_000;

    [Fact]
    public async Task A_cancel_that_races_with_its_answer_never_hangs_and_never_completes_another_call()
    {
        await using var pair = new SessionPair();
        int seed = 12345;
        async Task<int> RunAsync(int lane)
        {
            var random = new Random(seed + lane);
            int cancelled = 0;
            for (int i = 0; i < Rounds / 4; i++)
            {
                using var cancellation = new CancellationTokenSource();
                string text = $"{lane}:{i}";
                Task<string> call = pair.Hub.EchoAsync(text, cancellation.Token);
                Task<int> neighbour = pair.Hub.AddAsync(lane, i).AsTask();
                Thread.SpinWait(random.Next(2000));
                cancellation.Cancel();
                try
                {
                    Assert.Equal(text, await call.Within());
                }
                catch (OperationCanceledException exception)
                {
                    Assert.Equal(cancellation.Token, exception.CancellationToken);
                    cancelled++;
                }

                Assert.Equal(lane + i, await neighbour.Within());
            }

            return cancelled;
        }

        int[] cancelled = await Task.WhenAll(Enumerable.Range(0, 4).Select(lane => Task.Run(() => RunAsync(lane))));

        Assert.InRange(cancelled.Sum(), 1, Rounds - 1);
        Assert.Equal(0, pair.Client.Outgoing.Count);
        await pair.Hub.PingAsync().Within();
    }

    [Fact]
    public async Task Every_request_is_answered_once_however_often_and_late_it_is_cancelled()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxPendingCalls = 10_000 });
        scripted.Hub.Echo = async (text, token) =>
        {
            await Task.Yield();
            token.ThrowIfCancellationRequested();
            return text;
        };
        var answers = new Dictionary<int, int>();
        Task telling = Task.Run(async () =>
        {
            for (int id = 0; id < 2000; id++)
            {
                await scripted.TellAsync(
                    $$"""{"jsonrpc":"2.0","id":{{id}},"method":"echo","params":["x"]}""",
                    $$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{id}}}}}""",
                    $$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{id}}}}}""");
            }
        });
        for (int i = 0; i < 2000; i++)
        {
            using JsonDocument answer = JsonDocument.Parse(await scripted.HearAsync());
            int id = answer.RootElement.GetProperty("id").GetInt32();
            answers[id] = answers.GetValueOrDefault(id) + 1;
        }

        await telling.Within();
        await scripted.AssertSilentAsync();
        Assert.Equal(2000, answers.Count);
        Assert.All(answers.Values, count => Assert.Equal(1, count));
        await Eventually.ZeroAsync(() => scripted.Session.Running.Count);
    }
}
