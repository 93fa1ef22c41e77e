using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace Ws.Rpc.Tests.Client;

public sealed class ClientOptionsRulesTests
{
    private static readonly Uri s_address = new("ws://localhost/hub");

    public static IEnumerable<object[]> Broken => Cases().Select(broken => new object[] { broken.Name, broken.Options });

    [Theory]
    [MemberData(nameof(Broken))]
    public void Options_that_make_no_sense_are_refused_by_name(string name, RpcClientOptions options)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => new RpcClient(s_address, options));

        Assert.Equal(name, refusal.ParamName);
    }

    [Fact]
    public void A_call_may_wait_for_ever()
    {
        var client = new RpcClient(s_address, new RpcClientOptions { CallTimeout = Timeout.InfiniteTimeSpan });

        Assert.Equal(RpcClientState.Disconnected, client.State);
    }

    private static IEnumerable<(string Name, RpcClientOptions Options)> Cases()
    {
        var good = new RpcClientOptions();
        foreach (int value in new[] { 0, -1 })
        {
            yield return ("MaxMessageBytes", good with { MaxMessageBytes = value });
            yield return ("OutgoingQueueBytes", good with { OutgoingQueueBytes = value });
            yield return ("MaxConcurrentCalls", good with { MaxConcurrentCalls = value });
            yield return ("MaxPendingCalls", good with { MaxPendingCalls = value });
        }

        foreach (TimeSpan value in new[] { TimeSpan.Zero, TimeSpan.FromDays(50), TimeSpan.FromSeconds(-1) })
        {
            yield return ("ConnectTimeout", good with { ConnectTimeout = value });
            yield return ("CloseTimeout", good with { CloseTimeout = value });
            yield return ("CallTimeout", good with { CallTimeout = value });
        }
    }
}
