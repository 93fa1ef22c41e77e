using System;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Diagnostics;
using Ws.Rpc.Generator.Parsing;

namespace Ws.Rpc.Generator.Analyzers;

/// <summary>Turns findings about a contract into diagnostics at the right places.</summary>
internal sealed class FindingReporter(
    ContractSurface contract, Action<Diagnostic> report, CancellationToken cancellationToken)
{
    public void Report(Finding finding) => Report(finding, finding.Rule.DefaultSeverity);

    public void Report(Finding finding, DiagnosticSeverity severity)
    {
        INamedTypeSymbol declaring = finding.Symbol as INamedTypeSymbol ?? finding.Symbol.ContainingType;
        Location? location = FindingLocations.Of(contract, finding, cancellationToken);
        if (SymbolEqualityComparer.Default.Equals(declaring, contract.Symbol))
        {
            report(Create(finding, severity, location, []));
        }
        else if (!IsReportedThere(declaring, finding))
        {
            // The base is no contract by itself: what makes it wrong is the contract that inherits it.
            report(Create(finding, severity, FindingLocations.Name(contract.Symbol), location is null ? [] : [location]));
        }
    }

    private static Diagnostic Create(
        Finding finding, DiagnosticSeverity severity, Location? location, ImmutableArray<Location> places) =>
        Diagnostic.Create(finding.Rule, location, severity, places, finding.Properties, finding.Arguments);

    private bool IsReportedThere(INamedTypeSymbol declaring, Finding finding)
    {
        bool isLocal = finding.Rule.Id != DiagnosticIds.RepeatedWireName && finding.Rule.Id != DiagnosticIds.WireName;
        return isLocal && ContractSurface.Read(declaring.OriginalDefinition, contract.Kind) is not null;
    }
}
