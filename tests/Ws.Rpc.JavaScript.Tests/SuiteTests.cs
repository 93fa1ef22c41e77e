using System;
using System.Threading.Tasks;
using Ws.Rpc.JavaScript.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.JavaScript.Tests;

/// <summary>Each suite is a file of tests that Node's own runner runs.</summary>
public sealed class SuiteTests(NodeProgram program) : IClassFixture<NodeProgram>
{
    public static TheoryData<string> Suites => [.. NodeProgram.Suites];

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Suite_passes(string suite)
    {
        string said = await program.RunAsync(suite);

        Assert.Contains(said.Split('\n'), line => line.StartsWith("ℹ pass ", StringComparison.Ordinal) && line.Trim() != "ℹ pass 0");
    }
}
