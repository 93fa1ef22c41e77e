using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.Generator.Diagnostics;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Analyzers;

/// <summary>Holds each diagnostic to its page, its row and its tests.</summary>
public sealed class DocumentationTests
{
    // The build says it where the compiler is too old to run any of this.
    private const string OldCompiler = "WSRPC000";

    public static TheoryData<string> Ids() => [.. All.Select(descriptor => descriptor.Id)];

    private static DiagnosticDescriptor[] All =>
        [.. Descriptors.OfContracts, .. Descriptors.OfUsage, .. Descriptors.OfHubs];

    [Fact]
    public void Ids_are_each_used_once_and_all_declared() => Assert.Equal(
        typeof(DiagnosticIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(),
        All.Select(descriptor => descriptor.Id).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_wrong_example_reports_exactly_the_diagnostic(string id)
    {
        CSharpCompilation compilation = Compile(Example(id, "Wrong"));
        Assert.Empty(Harness.Errors(compilation));
        Assert.Equal([id], Harness.Report(compilation).Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_right_example_reports_nothing_and_compiles_with_what_is_generated(string id)
    {
        CSharpCompilation compilation = Compile(Example(id, "Right"));
        Assert.Empty(Harness.Report(compilation));
        Assert.NotEmpty(Harness.Generate(compilation, out Compilation output));
        Assert.Empty(Harness.Errors(output));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nothing_is_generated_from_the_wrong_example_when_it_is_an_error_of_a_contract(string id)
    {
        DiagnosticDescriptor descriptor = All.Single(candidate => candidate.Id == id);
        Harness.Generate(Compile(Example(id, "Wrong")), out Compilation output);
        Assert.Empty(Harness.Errors(output));
        bool isGenerated = output.SyntaxTrees.Any(tree => tree.ToString().Contains("Ws.Rpc.Generated", StringComparison.Ordinal));
        bool isOfContract = Descriptors.OfContracts.Contains(descriptor) || Descriptors.OfUsage.Contains(descriptor);
        bool shallBe = descriptor.DefaultSeverity == DiagnosticSeverity.Warning || !isOfContract;
        Assert.Equal(shallBe, isGenerated);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_has_its_page_its_row_and_a_test(string id)
    {
        DiagnosticDescriptor descriptor = All.Single(candidate => candidate.Id == id);
        string title = descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"https://github.com/ws-rpc/ws-rpc/blob/main/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        Assert.StartsWith($"# {id}: {title}\n", Repository.Read("docs", "diagnostics", id + ".md"), StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) |", Repository.Read("docs", "diagnostics", "README.md"), StringComparison.Ordinal);
        string release = $"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | [{title}]({descriptor.HelpLinkUri})";
        Assert.Contains(release, Releases(), StringComparison.Ordinal);
        Assert.Contains($"\"{id} '", Tests(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_belongs_to_a_diagnostic() => Assert.Equal(
        All.Select(descriptor => descriptor.Id).Append(OldCompiler).Select(id => id + ".md").Order(),
        Directory.GetFiles(Repository.PathOf("docs", "diagnostics"), "WSRPC*.md").Select(file => Path.GetFileName(file)).Order());

    private static CSharpCompilation Compile(string source) =>
        Harness.Compile(source).AddReferences(MetadataReference.CreateFromFile(typeof(RpcHub).Assembly.Location));

    private static string Releases() => Repository.Read("src", "Ws.Rpc.Generator", "AnalyzerReleases.Shipped.md")
        + Repository.Read("src", "Ws.Rpc.Generator", "AnalyzerReleases.Unshipped.md");

    private static string Tests() => string.Concat(Directory
        .GetFiles(Repository.PathOf("tests", "Ws.Rpc.Generator.Tests", "Analyzers"), "*RuleTests.cs").Select(File.ReadAllText));

    private static string Example(string id, string heading)
    {
        string page = Repository.Read("docs", "diagnostics", id + ".md");
        string section = page[page.IndexOf($"## {heading}\n", StringComparison.Ordinal)..];
        int start = section.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        return section[start..section.IndexOf("\n```", start, StringComparison.Ordinal)];
    }
}
