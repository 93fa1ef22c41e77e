using System;
using System.Collections.Generic;
using System.Linq;
using Ws.Rpc.Chaos.Oracle;
using Ws.Rpc.Chaos.Proxy;
using Xunit;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>The invariants of any run, with what is needed to play it again where one is broken.</summary>
internal static class Verdict
{
    private const int MostShown = 20;

    public static void CallsEndedOnce(Outcomes outcomes, Journal journal, FaultProxy proxy, int seed)
    {
        List<string> findings = [.. outcomes.Wrong];
        findings.AddRange(journal.Repeated.Select(call => $"call {call} was executed more than once"));
        if (outcomes.Begun != outcomes.Ended)
        {
            findings.Add($"{outcomes.Begun} calls were begun and {outcomes.Ended} ended");
        }

        if (findings.Count > 0)
        {
            Assert.Fail(string.Join(
                Environment.NewLine,
                [.. findings.Take(MostShown), $"{findings.Count} findings, WS_RPC_CHAOS_SEED={seed}", proxy.Log.ToString()]));
        }
    }
}
