using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Ws.Rpc.Generator.Diagnostics;
using Ws.Rpc.Generator.Parsing;

namespace Ws.Rpc.Generator.Analyzers;

/// <summary>Says what is wrong with a contract.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfContracts;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (MarkedContracts.Read(context) is { } contract)
        {
            FindingReporter reporter = new(contract, context.ReportDiagnostic, context.CancellationToken);
            HubRules.Check(contract, reporter.Report, context.CancellationToken);
        }
    }
}
