using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Ws.Rpc.Generator.Tests;

/// <summary>Holds the generator to the code that was written by hand before it.</summary>
public sealed class TwinTests
{
    [Theory]
    [InlineData("ITwinHub")]
    [InlineData("ITwinCallback")]
    public void Output_equals_what_was_written_by_hand(string contract)
    {
        string[] sources = [Twin("ITwinHub.cs"), Twin("ITwinCallback.cs"), Twin("TwinNote.cs"), Twin("TwinMode.cs")];
        IReadOnlyDictionary<string, string> files = Harness.Generate(Harness.Compile(sources));
        string file = Assert.Single(files, pair => pair.Key.Split('.').Contains(contract)).Value;
        Assert.Equal(Twin(contract + ".g.cs"), file);
    }

    private static string Twin(string file) => Repository.Read("tests", "Ws.Rpc.Tests", "Twin", file);
}
