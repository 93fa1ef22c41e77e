using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Ws.Rpc.Architecture.Tests.Layering;

public sealed partial class TripTests
{
    // 1 is the user's code, and 7 is the wire.
    private static readonly int[] s_outsideOfTheCode = [1, 7];

    [Fact]
    public void Steps_of_the_trip_are_marked_in_the_code()
    {
        HashSet<int> marked = [.. Repository.Files("src", "*.cs")
            .SelectMany(file => Mark().Matches(Repository.Read(file)))
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        int[] steps = [.. Step().Matches(Repository.Read("ARCHITECTURE.md"))
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(14, steps.Length);

        Assert.Equal(steps.Except(s_outsideOfTheCode).Order(), marked.Order());
    }

    [GeneratedRegex("// trip ([0-9]+)")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\| ([0-9]+) \| ", RegexOptions.Multiline)]
    private static partial Regex Step();
}
