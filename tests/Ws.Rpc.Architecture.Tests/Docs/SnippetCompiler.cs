using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Ws.Rpc.Architecture.Tests.Docs;

/// <summary>
/// Compiles the snippets of one section as a reader would who puts each into a file: snippets that only declare types are shared,
/// and each one with statements of its own is a program beside them.
/// </summary>
internal static class SnippetCompiler
{
    // What Microsoft.NET.Sdk.Web imports by itself.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(file => MetadataReference.CreateFromFile(file))];

    private static readonly AnalyzerFileReference s_generator = Load("Ws.Rpc.Generator.dll");
    private static readonly AnalyzerFileReference s_jsonGenerator = Load("System.Text.Json.SourceGeneration.dll");

    public static async Task<IReadOnlyList<string>> CompileAsync(string section, IReadOnlyList<string> snippets)
    {
        SyntaxTree[] trees = [.. snippets.Select((text, index) => Parse(text, $"{section}, snippet {index + 1}"))];
        SyntaxTree[] programs = [.. trees.Where(IsProgram)];
        SyntaxTree[] shared = [.. trees.Except(programs)];
        List<string> errors = [];
        IEnumerable<SyntaxTree[]> projects = programs.Select(program => shared.Append(program).ToArray());
        foreach (SyntaxTree[] files in programs.Length == 0 ? [shared] : projects)
        {
            OutputKind kind = files.Any(IsProgram) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
            errors.AddRange(await CompileFilesAsync(files, kind));
        }

        return [.. errors.Distinct()];
    }

    private static async Task<IEnumerable<string>> CompileFilesAsync(SyntaxTree[] files, OutputKind kind)
    {
        Compilation compilation = CSharpCompilation.Create(
            "Snippets", [Parse(ImplicitUsings, "implicit usings"), .. files], s_references,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        IEnumerable<ISourceGenerator> generators = s_generator.GetGenerators(LanguageNames.CSharp)
            .Concat(s_jsonGenerator.GetGenerators(LanguageNames.CSharp));
        CSharpGeneratorDriver.Create(generators, parseOptions: s_parseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out ImmutableArray<Diagnostic> generated);
        CompilationWithAnalyzers analyzed = compilation.WithAnalyzers(s_generator.GetAnalyzers(LanguageNames.CSharp));

        return generated.Concat(await analyzed.GetAnalyzerDiagnosticsAsync())
            .Concat(compilation.GetDiagnostics())
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString());
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, s_parseOptions, path);

    private static bool IsProgram(SyntaxTree tree) => tree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any();

    private static AnalyzerFileReference Load(string name)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "generator", name);
        AnalyzerFileReference generator = new(file, new GeneratorLoader());
        generator.AnalyzerLoadFailed += (_, failure) => throw new InvalidOperationException(failure.Message, failure.Exception);
        return generator;
    }
}
