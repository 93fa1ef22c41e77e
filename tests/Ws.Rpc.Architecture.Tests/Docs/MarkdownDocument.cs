using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Ws.Rpc.Architecture.Tests.Docs;

/// <summary>One of our documents, taken apart as far as the tests need: lines of text, headings and fenced blocks.</summary>
internal sealed partial class MarkdownDocument
{
    private MarkdownDocument(string path)
    {
        Path = path;
        Lines = [.. Repository.Read(path).TrimEnd('\n').Split('\n')];
        Split();
    }

    /// <summary>Every document that a reader of the repository meets.</summary>
    public static IReadOnlyList<MarkdownDocument> All { get; } =
        [.. new[] { "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md" }
            .Concat(Repository.Files("docs", "*.md"))
            .Select(path => new MarkdownDocument(path))];

    public string Path { get; }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>Lines outside fenced blocks that speak of what is there, not of what is planned.</summary>
    public List<string> Text { get; } = [];

    public List<string> Anchors { get; } = [];

    public List<FencedBlock> Blocks { get; } = [];

    /// <summary>The contents of code spans in <see cref="Text"/>.</summary>
    public IEnumerable<string> CodeSpans =>
        Text.SelectMany(line => CodeSpan().Matches(line)).Select(match => match.Groups[1].Value);

    public IEnumerable<string> ShellLines => Blocks.Where(block => block.Language == "sh").SelectMany(block => block.Lines);

    /// <summary>The targets of links in <see cref="Text"/>.</summary>
    public IEnumerable<string> Links => Text.SelectMany(line => Link().Matches(line)).Select(match => match.Groups[1].Value);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace(System.IO.Path.DirectorySeparatorChar, '/');

    private static string AnchorOf(string heading) => new(
        [.. heading.ToLowerInvariant().Replace(' ', '-').Where(c => char.IsLetterOrDigit(c) || c is '-' or '_')]);

    private static bool SpeaksOfLater(string line) =>
        line.Contains("planned", StringComparison.OrdinalIgnoreCase) || line.Contains("(later)", StringComparison.Ordinal);

    private void Split()
    {
        string section = "";
        bool planned = false;
        FencedBlock? block = null;
        foreach (string line in Lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (block is null)
                {
                    Blocks.Add(block = new FencedBlock(section, line[3..].Trim(), []));
                }
                else
                {
                    block = null;
                }
            }
            else if (block is not null)
            {
                block.Lines.Add(line);
            }
            else if (Heading().Match(line) is { Success: true } heading)
            {
                planned = false;
                Anchors.Add(AnchorOf(heading.Groups["text"].Value));
                section = heading.Groups["level"].Length <= 2 ? heading.Groups["text"].Value : section;
            }
            else
            {
                planned |= line.StartsWith("> **Planned", StringComparison.Ordinal);
                if (!planned && !SpeaksOfLater(line))
                {
                    Text.Add(line);
                }
            }
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(?<level>#{1,6}) +(?<text>.+?) *$")]
    private static partial Regex Heading();
}
