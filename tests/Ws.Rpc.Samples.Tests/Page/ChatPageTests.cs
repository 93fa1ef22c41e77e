using System;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Samples.Tests.Page;

/// <summary>The chat as people use it, in Chromium and in terminals. Each suite is a file of tests that Node's own runner runs.</summary>
public sealed class ChatPageTests(ChatPageProgram program) : IClassFixture<ChatPageProgram>
{
    public static TheoryData<string> Suites => [.. ChatPageProgram.Suites];

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Suite_passes(string suite)
    {
        string said = await program.RunAsync(suite);

        Assert.Contains(said.Split('\n'), line => line.StartsWith("ℹ pass ", StringComparison.Ordinal) && line.Trim() != "ℹ pass 0");
    }
}
