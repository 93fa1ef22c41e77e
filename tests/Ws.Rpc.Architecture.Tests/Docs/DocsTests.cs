using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Ws.Rpc.Architecture.Tests.Docs;

public sealed partial class DocsTests
{
    private static readonly HashSet<string> s_fileNames = [.. Repository.Files(".", "*").Select(file => Path.GetFileName(file))];
    private static readonly IReadOnlyList<string> s_sourceFiles = Repository.Files("src", "*.cs");

    [Theory]
    [InlineData("README.md", 150)]
    [InlineData("ARCHITECTURE.md", 200)]
    public void Document_stays_short(string path, int most)
    {
        Assert.InRange(MarkdownDocument.All.Single(document => document.Path == path).Lines.Count, 1, most);
    }

    [Fact]
    public void Relative_links_lead_somewhere()
    {
        IEnumerable<string> broken =
            from document in MarkdownDocument.All
            from link in document.Links
            where !link.Contains("://", StringComparison.Ordinal) && !Leads(document, link)
            select $"{document.Path}: {link}";

        Findings.ShouldBeNone(broken);
    }

    [Fact]
    public void Paths_named_in_documents_exist()
    {
        IEnumerable<string> missing =
            from document in MarkdownDocument.All
            from span in document.CodeSpans
            where NamesPath(span) && !PathExists(document, span.TrimEnd('/'))
            select $"{document.Path}: {span}";

        Findings.ShouldBeNone(missing);
    }

    [Fact]
    public void Types_named_in_documents_exist()
    {
        IEnumerable<string> missing =
            from document in MarkdownDocument.All
            from span in document.CodeSpans
            let type = OurType().Match(span)
            where type.Success && !SourceTypes.Exists(type.Groups[1].Value)
            select $"{document.Path}: {span}";

        Findings.ShouldBeNone(missing);
    }

    [Fact]
    public void Dotnet_commands_name_projects_that_exist()
    {
        IEnumerable<(string Path, string Command)> commands =
            from document in MarkdownDocument.All
            from line in document.CodeSpans.Concat(document.ShellLines)
            where line.StartsWith("dotnet ", StringComparison.Ordinal)
            select (document.Path, line);
        Assert.Contains(commands, command => command.Path == "README.md");

        IEnumerable<string> wrong = commands
            .Where(command => !Target(command.Command).All(IsProject))
            .Select(command => $"{command.Path}: {command.Command}");

        Findings.ShouldBeNone(wrong);
    }

    // The project that a command works on is the one behind --project, or the first argument that looks like a path.
    private static IEnumerable<string> Target(string command)
    {
        string[] words = command.Split(" -- ")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int project = Array.IndexOf(words, "--project");
        return project >= 0
            ? [words[project + 1]]
            : words.Skip(2).Where(word => word[0] != '-' && (word.Contains('/') || Path.GetExtension(word) == ".sln")).Take(1);
    }

    private static bool IsProject(string path) =>
        path.EndsWith("proj", StringComparison.Ordinal) || path.EndsWith(".sln", StringComparison.Ordinal)
            ? File.Exists(Repository.PathOf(path))
            : Directory.Exists(Repository.PathOf(path)) && Directory.EnumerateFiles(Repository.PathOf(path), "*.csproj").Any();

    private static bool Leads(MarkdownDocument document, string link)
    {
        string[] parts = link.Split('#');
        string path = parts[0].Length == 0 ? document.Path : Normalize(document.Folder, parts[0]);
        return Repository.Exists(path) && (parts.Length == 1
            || MarkdownDocument.All.Any(other => other.Path == path && other.Anchors.Contains(parts[1])));
    }

    private static bool NamesPath(string span) =>
        !span.Contains(' ') && (TopFolder().IsMatch(span) || FileName().IsMatch(span) || RoomPath().IsMatch(span))
        && !span.Any(c => "*<>{}…()".Contains(c));

    private static bool PathExists(MarkdownDocument document, string path) =>
        Repository.Exists(path) || Repository.Exists(Normalize(document.Folder, path))
        || (!path.Contains('/') && s_fileNames.Contains(path))
        || s_sourceFiles.Any(file =>
            file.EndsWith($"/{path}.cs", StringComparison.Ordinal) || file.Contains($"/{path}/", StringComparison.Ordinal));

    private static string Normalize(string folder, string path) => Path
        .GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, path)))
        .Replace(Path.DirectorySeparatorChar, '/');

    [GeneratedRegex(@"^(src|tests|samples|docs|build|benchmarks|\.ci)/\S+$")]
    private static partial Regex TopFolder();

    [GeneratedRegex(@"^[\w./-]+\.(md|sln|csproj|props|targets|json|config|txt|cs|editorconfig|rsp)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^[A-Z]\w+/[A-Z]\w+$")]
    private static partial Regex RoomPath();

    [GeneratedRegex(@"^\[?(I?Rpc[A-Z]\w*)")]
    private static partial Regex OurType();
}
