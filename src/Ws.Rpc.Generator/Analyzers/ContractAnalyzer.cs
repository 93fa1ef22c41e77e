using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Ws.Rpc.Generator.Diagnostics;
using Ws.Rpc.Generator.Model;
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
        INamedTypeSymbol symbol = (INamedTypeSymbol)context.Symbol;
        if (symbol.TypeKind != TypeKind.Interface)
        {
            return;
        }

        // An interface with both marks is one mistake: it is judged as a hub.
        ContractSurface? contract =
            ContractSurface.Read(symbol, ContractKind.Hub) ?? ContractSurface.Read(symbol, ContractKind.Callback);
        if (contract is not null)
        {
            HubRules.Check(contract, finding => Report(context, contract, finding), context.CancellationToken);
        }
    }

    private static void Report(SymbolAnalysisContext context, ContractSurface contract, Finding finding)
    {
        INamedTypeSymbol declaring = finding.Symbol as INamedTypeSymbol ?? finding.Symbol.ContainingType;
        if (SymbolEqualityComparer.Default.Equals(declaring, contract.Symbol))
        {
            Location? location = FindingLocations.Of(contract, finding, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(finding.Rule, location, finding.Arguments));
        }
        else if (!IsReportedThere(contract, declaring, finding))
        {
            // The base is no contract by itself: what makes it wrong is the contract that inherits it.
            Location? inherited = FindingLocations.Of(contract, finding, context.CancellationToken);
            ImmutableArray<Location> places = inherited is null ? [] : [inherited];
            context.ReportDiagnostic(
                Diagnostic.Create(finding.Rule, FindingLocations.Name(contract.Symbol), places, finding.Arguments));
        }
    }

    private static bool IsReportedThere(ContractSurface contract, INamedTypeSymbol declaring, Finding finding)
    {
        bool isLocal = finding.Rule.Id != DiagnosticIds.RepeatedWireName && finding.Rule.Id != DiagnosticIds.WireName;
        return isLocal && ContractSurface.Read(declaring.OriginalDefinition, contract.Kind) is not null;
    }
}
