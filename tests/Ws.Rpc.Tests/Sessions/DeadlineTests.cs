using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class DeadlineTests
{
    [Fact]
    public async Task A_call_without_an_answer_times_out_and_is_cancelled_at_the_peer()
    {
        var time = new FakeTimeProvider();
        await using var scripted = new ScriptedSession(
            TestSessions.Options with { Time = time, CallTimeout = TimeSpan.FromSeconds(10) });
        ValueTask<int> first = scripted.CallHub.AddAsync(1, 2);
        await scripted.HearAsync();
        time.Advance(TimeSpan.FromSeconds(6));
        ValueTask<int> second = scripted.CallHub.AddAsync(3, 4);
        await scripted.HearAsync();

        time.Advance(TimeSpan.FromSeconds(5));

        RpcTimeoutException exception = await Assert.ThrowsAsync<RpcTimeoutException>(() => first.Within());
        Assert.Equal((TimeSpan.FromSeconds(10), RpcErrorCode.Timeout), (exception.Timeout, exception.Code));
        Assert.Contains("'add'", exception.Message, StringComparison.Ordinal);
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""", await scripted.HearAsync());
        Assert.False(second.IsCompleted);
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":3}""", """{"jsonrpc":"2.0","id":2,"result":7}""");
        Assert.Equal(7, await second.Within());
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task An_answered_call_does_not_time_out()
    {
        var time = new FakeTimeProvider();
        await using var scripted = new ScriptedSession(
            TestSessions.Options with { Time = time, CallTimeout = TimeSpan.FromSeconds(10) });
        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);
        await scripted.HearAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await call.Within());

        time.Advance(TimeSpan.FromMinutes(1));

        await scripted.AssertSilentAsync();
    }
}
