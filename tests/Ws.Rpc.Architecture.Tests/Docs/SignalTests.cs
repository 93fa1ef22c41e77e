using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Xunit;

namespace Ws.Rpc.Architecture.Tests.Docs;

/// <summary>The page on observability lists every signal there is.</summary>
public sealed partial class SignalTests
{
    private static readonly MarkdownDocument s_page =
        MarkdownDocument.All.Single(document => document.Path == "docs/guide/observability.md");

    [Fact]
    public void Each_event_id_has_its_row()
    {
        TypeDefinition ids = SourceAssembly.All.SelectMany(assembly => assembly.Types).Single(type => type.Name == "RpcEventIds");
        IEnumerable<string> expected =
            from field in ids.Fields
            orderby (int)field.Constant
            select $"{field.Constant} {field.Name}";

        Assert.Equal(expected, Matches(EventRow()).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}"));
    }

    [Fact]
    public void Each_instrument_has_its_row_and_each_of_its_tags_values()
    {
        string source = Repository.Read("src/Ws.Rpc/Diagnostics/RpcMeter.cs");
        string page = string.Join('\n', s_page.Text);

        Assert.Equal(
            Instrument().Matches(source).Select(match => match.Value).Order(),
            Matches(InstrumentRow()).Select(match => match.Groups[1].Value).Order());
        Findings.ShouldBeNone(
            from match in Word().Matches(source)
            let word = match.Groups[1].Value
            where !page.Contains($"`{word}`", System.StringComparison.Ordinal)
            select $"docs/guide/observability.md: {word}");
    }

    private static IEnumerable<Match> Matches(Regex row) =>
        s_page.Text.Select(line => row.Match(line)).Where(match => match.Success);

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \|")]
    private static partial Regex EventRow();

    [GeneratedRegex(@"^\| `(ws_rpc\.\w+)` \|")]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"ws_rpc\.\w+")]
    private static partial Regex Instrument();

    [GeneratedRegex("""
        "([a-z]+(?:_[a-z]+)*)"
        """)]
    private static partial Regex Word();
}
