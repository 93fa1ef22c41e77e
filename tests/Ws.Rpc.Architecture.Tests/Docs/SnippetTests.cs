using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Architecture.Tests.Docs;

public sealed class SnippetTests
{
    public static TheoryData<string> Documents =>
        [.. MarkdownDocument.All.Where(HasSnippets).Select(document => document.Path)];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Snippets_compile_together_within_their_section(string path)
    {
        MarkdownDocument document = MarkdownDocument.All.Single(candidate => candidate.Path == path);
        List<string> errors = [];
        foreach (IGrouping<string, FencedBlock> section in document.Blocks.Where(IsCSharp).GroupBy(block => block.Section))
        {
            errors.AddRange(await SnippetCompiler.CompileAsync(section.Key, [.. section.Select(block => block.Text)]));
        }

        Findings.ShouldBeNone(errors);
    }

    // The pages of the diagnostics show wrong code too; the generator's tests compile those.
    private static bool HasSnippets(MarkdownDocument document) =>
        !document.Path.StartsWith("docs/diagnostics/", StringComparison.Ordinal) && document.Blocks.Any(IsCSharp);

    private static bool IsCSharp(FencedBlock block) => block.Language == "csharp";
}
