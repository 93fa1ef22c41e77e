using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Ws.Rpc.Generator.Analyzers;
using Xunit;

namespace Ws.Rpc.Generator.Tests;

/// <summary>Compiles sources as a user's project would, with the generator and the analyzers.</summary>
internal static class Harness
{
    public static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Ws.Rpc;
        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
        [new ContractAnalyzer(), new ContractUsageAnalyzer(), new HubClassAnalyzer()];

    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(RpcHubAttribute).Assembly.Location)];

    public static CSharpCompilation Compile(params string[] sources) => Compile(NullableContextOptions.Enable, sources);

    public static CSharpCompilation Compile(NullableContextOptions nullable, params string[] sources) => CSharpCompilation.Create(
        "Sample",
        sources.Prepend(Usings).Select((source, i) => CSharpSyntaxTree.ParseText(source, Language, $"/sample/{i}.cs")),
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new RpcGenerator().AsSourceGenerator()],
        parseOptions: Language,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated files by name; the generator itself must say nothing and not fail.</summary>
    public static IReadOnlyDictionary<string, string> Generate(Compilation compilation) => Generate(compilation, out _);

    public static IReadOnlyDictionary<string, string> Generate(Compilation compilation, out Compilation output)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out output, out _);
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
    }

    /// <summary>What the analyzers say, as "id 'the source pointed at'", in the order of the source.</summary>
    public static IReadOnlyList<string> Diagnose(params string[] sources) =>
        [.. Report(Compile(sources)).Select(diagnostic => $"{diagnostic.Id} '{Source(diagnostic)}'")];

    public static IReadOnlyList<Diagnostic> Report(Compilation compilation)
    {
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]),
            static (exception, _, _) => throw new InvalidOperationException("An analyzer failed.", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(s_analyzers, options);
        return [.. analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>What the compiler says of the user's and the generated source together.</summary>
    public static IReadOnlyList<Diagnostic> Errors(Compilation compilation) =>
        [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static string Source(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
