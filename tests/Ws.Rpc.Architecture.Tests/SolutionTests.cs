using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Ws.Rpc.Architecture.Tests;

public sealed class SolutionTests
{
    // Built by the package tests, elsewhere and against packed files.
    private const string Consumer = "tests/Ws.Rpc.Package.Tests/Consumer/";

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Repository.Read("Ws.Rpc.sln").Replace('\\', '/');
        IEnumerable<string> forgotten = Repository.Files(".", "*.csproj")
            .Where(project => !project.StartsWith(Consumer, StringComparison.Ordinal) && !solution.Contains($"\"{project}\"", StringComparison.Ordinal));

        Findings.ShouldBeNone(forgotten);
    }
}
