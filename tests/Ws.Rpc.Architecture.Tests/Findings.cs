using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Ws.Rpc.Architecture.Tests;

/// <summary>What broke a rule, each in one line; a test that finds something shows all of it.</summary>
internal static class Findings
{
    public static void ShouldBeNone(IEnumerable<string> findings)
    {
        string[] found = [.. findings.Distinct().Order()];

        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
