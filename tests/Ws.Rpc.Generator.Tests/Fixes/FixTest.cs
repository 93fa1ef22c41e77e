using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.Generator.Tests.Fixes;

/// <summary>
/// Runs one rule and its fix over files: one diagnostic at a time, then all of a file, of a project and of the solution, which
/// must each come to the same.
/// </summary>
internal sealed class FixTest<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    private FixTest(string id)
    {
        // No package is downloaded: the reference assemblies come as a library.
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        CompilerDiagnostics = CompilerDiagnostics.Warnings;
        TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck;
        DisabledDiagnostics.AddRange(["CS1591", "CS1701", "CS1702", "CS4014"]);
        DisabledDiagnostics.AddRange(Descriptors.All.Select(descriptor => descriptor.Id).Where(other => other != id));
        foreach (SolutionState state in new[] { TestState, FixedState })
        {
            state.AdditionalReferences.AddRange(Harness.References);
            state.Sources.Add(("/0/Usings.cs", Harness.Usings));
        }
    }

    /// <summary>
    /// Expects the files <paramref name="after"/>; those <paramref name="before"/> where there is nothing to fix.
    /// </summary>
    public static Task RunAsync(string id, string[] before, string[]? after)
    {
        FixTest<TAnalyzer, TFix> test = new(id);
        Add(test.TestState, before);
        Add(test.FixedState, after ?? before);
        return test.RunAsync();
    }

    public static Task RunAsync(string id, string before, string after) => RunAsync(id, [before], [after]);

    protected override ParseOptions CreateParseOptions() => Harness.Language;

    protected override CompilationOptions CreateCompilationOptions() => new CSharpCompilationOptions(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    protected override IEnumerable<Type> GetSourceGenerators() => Harness.JsonGenerators;

    private static void Add(SolutionState state, string[] files)
    {
        for (int i = 0; i < files.Length; i++)
        {
            state.Sources.Add(($"/0/File{i}.cs", files[i].ReplaceLineEndings("\n")));
        }

        state.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.EnableAotAnalyzer = true\n"));
    }
}
