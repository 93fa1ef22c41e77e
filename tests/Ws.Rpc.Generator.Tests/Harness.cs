using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Ws.Rpc.Generator.Analyzers;
using Ws.Rpc.Generator.Emitting;
using Xunit;

namespace Ws.Rpc.Generator.Tests;

/// <summary>Compiles sources as a user's project would, with the generator and the analyzers.</summary>
internal static class Harness
{
    public static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Ws.Rpc;
        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
        [
            new ContractAnalyzer(), new HubClassAnalyzer(), new JsonCoverageAnalyzer(), new TypeArgumentAnalyzer(),
            new CallAnalyzer(),
        ];

    public static ImmutableArray<MetadataReference> References { get; } =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(RpcHubAttribute).Assembly.Location)];

    private static readonly AnalyzerFileReference s_jsonGenerator = new(
        typeof(Harness).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "JsonGenerator").Value!,
        new FileLoader());

    public static CSharpCompilation Compile(params string[] sources) => Compile(NullableContextOptions.Enable, sources);

    public static CSharpCompilation Compile(NullableContextOptions nullable, params string[] sources) => CSharpCompilation.Create(
        "Sample",
        sources.Prepend(Usings).Select((source, i) => CSharpSyntaxTree.ParseText(source, Language, $"/sample/{i}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new RpcGenerator().AsSourceGenerator()],
        parseOptions: Language,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The files of contracts by name; the generator itself must say nothing and not fail.</summary>
    public static IReadOnlyDictionary<string, string> Generate(Compilation compilation) => Generate(compilation, out _);

    public static IReadOnlyDictionary<string, string> Generate(Compilation compilation, out Compilation output)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out output, out _);
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return result.GeneratedSources.Where(source => source.HintName != MarkEmitter.HintName)
            .ToDictionary(source => source.HintName, source => source.SourceText.ToString());
    }

    /// <summary>Warnings and errors of the analyzers, as "id 'the source pointed at'", in the order of the source.</summary>
    public static IReadOnlyList<string> Diagnose(params string[] sources) => Lines(Report(Compile(sources)));

    /// <summary>What the analyzers say under one id, be it a hint only.</summary>
    public static IReadOnlyList<string> DiagnoseOnly(string id, params string[] sources) =>
        Lines(ReportAll(Compile(sources)).Where(diagnostic => diagnostic.Id == id));

    public static IReadOnlyList<string> Lines(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(diagnostic => $"{diagnostic.Id} '{Source(diagnostic)}'")];

    /// <summary>Warnings and errors of the analyzers.</summary>
    public static IReadOnlyList<Diagnostic> Report(Compilation compilation, params (string Name, string Value)[] properties) =>
        [.. ReportAll(compilation, properties).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    public static IReadOnlyList<Diagnostic> ReportAll(Compilation compilation, params (string Name, string Value)[] properties)
    {
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([], new BuildProperties(properties)),
            static (exception, _, _) => throw new InvalidOperationException("An analyzer failed.", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(s_analyzers, options);
        return [.. analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>A project as a library that others reference.</summary>
    public static MetadataReference Library(Compilation compilation)
    {
        using MemoryStream image = new();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    public static IEnumerable<Type> JsonGenerators =>
        s_jsonGenerator.GetGenerators(LanguageNames.CSharp).Select(generator => generator.GetGeneratorType());

    /// <summary>Lets the serializer's own generator write the JSON contexts of a project.</summary>
    public static Compilation WithJsonContexts(Compilation compilation)
    {
        CSharpGeneratorDriver.Create(s_jsonGenerator.GetGenerators(LanguageNames.CSharp), parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return output;
    }

    /// <summary>What the compiler says of the user's and the generated source together.</summary>
    public static IReadOnlyList<Diagnostic> Errors(Compilation compilation) =>
        [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static string Source(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
