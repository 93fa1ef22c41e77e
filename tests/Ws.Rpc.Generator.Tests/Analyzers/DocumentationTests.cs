using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Hosting;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.CodeFixes;
using Ws.Rpc.Generator.Diagnostics;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Analyzers;

/// <summary>Holds each diagnostic to its page, its row and its tests.</summary>
public sealed class DocumentationTests
{
    // The build says it where the compiler is too old to run any of this.
    private const string OldCompiler = "WSRPC000";

    private static readonly MetadataReference[] s_server =
        [.. new[] { typeof(RpcHub), typeof(IEndpointRouteBuilder), typeof(WebApplication), typeof(IHost), typeof(HttpContext) }
            .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location))];

    public static TheoryData<string> Ids() => [.. All.Select(descriptor => descriptor.Id)];

    private static DiagnosticDescriptor[] All => [.. Descriptors.All];

    [Fact]
    public void Ids_are_each_used_once_and_all_declared() => Assert.Equal(
        typeof(DiagnosticIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(),
        All.Select(descriptor => descriptor.Id).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_wrong_example_reports_exactly_the_diagnostic(string id)
    {
        Compilation compilation = Compile(Examples(id, "Wrong"), isLibraryGenerated: false);
        Assert.Empty(Harness.Errors(compilation));
        Assert.Equal([id], Said(id, compilation));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_right_example_reports_nothing_and_compiles_with_what_is_generated(string id)
    {
        string[] examples = Examples(id, "Right");
        Compilation compilation = Compile(examples, isLibraryGenerated: true);
        Assert.Empty(Said(id, compilation));
        bool isGenerated = Harness.Generate(compilation, out Compilation output).Count > 0;
        Assert.Equal(examples.Length == 1, isGenerated);
        Assert.Empty(Harness.Errors(output));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nothing_is_generated_from_the_wrong_example_only_when_the_error_cannot_be_configured(string id)
    {
        DiagnosticDescriptor descriptor = All.Single(candidate => candidate.Id == id);
        Compilation compilation = Compile(Examples(id, "Wrong"), isLibraryGenerated: false);
        bool isGenerated = Harness.Generate(compilation, out Compilation output).Count > 0;
        Assert.Empty(Harness.Errors(output));
        if (!Descriptors.OfTypeArguments.Contains(descriptor))
        {
            Assert.NotEqual(descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable), isGenerated);
        }
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
        Assert.Contains($"\"{id} '", Tests("Analyzers", "*RuleTests.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_fix_is_named_in_the_table_and_has_a_test(string id)
    {
        bool isFixed = Fixes.SelectMany(fix => fix.FixableDiagnosticIds).Contains(id);
        string row = Repository.Read("docs", "diagnostics", "README.md").Split('\n').Single(line => line.Contains($"[{id}]"));
        Assert.EndsWith(isFixed ? "| yes |" : "| |", row, StringComparison.Ordinal);
        Assert.Equal(isFixed, Tests("Fixes", "*Tests.cs").Contains($"{{|{id}:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_diagnostic_has_at_most_one_fix() => Assert.Equal(
        Fixes.SelectMany(fix => fix.FixableDiagnosticIds).Distinct(), Fixes.SelectMany(fix => fix.FixableDiagnosticIds));

    [Fact]
    public void A_page_belongs_to_a_diagnostic() => Assert.Equal(
        All.Select(descriptor => descriptor.Id).Append(OldCompiler).Select(id => id + ".md").Order(),
        Directory.GetFiles(Repository.PathOf("docs", "diagnostics"), "WSRPC*.md").Select(file => Path.GetFileName(file)).Order());

    private static string Releases() => Repository.Read("src", "Ws.Rpc.Generator", "AnalyzerReleases.Shipped.md")
        + Repository.Read("src", "Ws.Rpc.Generator", "AnalyzerReleases.Unshipped.md");

    private static IEnumerable<CodeFixProvider> Fixes => typeof(NodeFix).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!);

    private static string Tests(string folder, string files) => string.Concat(Directory
        .GetFiles(Repository.PathOf("tests", "Ws.Rpc.Generator.Tests", folder), files).Select(File.ReadAllText));

    private static IEnumerable<string> Said(string id, Compilation compilation)
    {
        (string, string)[] properties = id == DiagnosticIds.NoJsonContext ? [("EnableAotAnalyzer", "true")] : [];
        return Harness.ReportAll(compilation, properties)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning || diagnostic.Id == id)
            .Select(diagnostic => diagnostic.Id);
    }

    // Of two snippets the first is a library that the second uses.
    private static Compilation Compile(string[] examples, bool isLibraryGenerated)
    {
        CSharpCompilation compilation = Harness.Compile(examples[^1]).AddReferences(s_server);
        if (examples.Length > 1)
        {
            Compilation library = Harness.Compile(examples[0]).WithAssemblyName("Contracts");
            if (isLibraryGenerated)
            {
                Harness.Generate(library, out library);
            }

            compilation = compilation.AddReferences(Harness.Library(library));
        }

        return Harness.WithJsonContexts(compilation);
    }

    private static string[] Examples(string id, string heading)
    {
        string page = Repository.Read("docs", "diagnostics", id + ".md");
        string section = page[(page.IndexOf($"## {heading}\n", StringComparison.Ordinal) + 3)..];
        int end = section.IndexOf("\n## ", StringComparison.Ordinal);
        return [.. section[..end].Split("```csharp\n").Skip(1)
            .Select(block => block[..block.IndexOf("\n```", StringComparison.Ordinal)])];
    }
}
