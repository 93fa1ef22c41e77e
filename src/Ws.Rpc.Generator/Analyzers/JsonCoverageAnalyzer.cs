using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Ws.Rpc.Generator.Diagnostics;
using Ws.Rpc.Generator.Parsing;

namespace Ws.Rpc.Generator.Analyzers;

/// <summary>Says which types of a contract the serializer could not write and read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JsonCoverageAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfJson;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // Contracts share contexts, and walking one is the dear part.
            ConcurrentDictionary<INamedTypeSymbol, JsonContextSurface> contexts = new(SymbolEqualityComparer.Default);
            start.RegisterSymbolAction(
                symbol => Analyze(symbol, context => contexts.GetOrAdd(context, JsonContextSurface.Read)), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, Func<INamedTypeSymbol, JsonContextSurface> contexts)
    {
        if (MarkedContracts.Read(context) is not { } contract)
        {
            return;
        }

        // Where the serializer may reflect a context is a matter of taste: the fix is there, and nothing is said.
        bool isNeeded = OptionsParser.ForbidsReflection(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        FindingReporter reporter = new(contract, context.ReportDiagnostic, context.CancellationToken);
        JsonCoverageRules.Check(contract, contexts, Report, context.CancellationToken);

        void Report(Finding finding)
        {
            bool isProposal = finding.Rule.Id == DiagnosticIds.NoJsonContext && !isNeeded;
            reporter.Report(finding, isProposal ? DiagnosticSeverity.Hidden : finding.Rule.DefaultSeverity);
        }
    }
}
