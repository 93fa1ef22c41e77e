using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Ws.Rpc.Generator.Diagnostics;
using Ws.Rpc.Generator.Model;
using Ws.Rpc.Generator.Parsing;

namespace Ws.Rpc.Generator.Analyzers;

/// <summary>
/// Says where the contracts of a hub class cannot share its socket, which the server could only say when it starts.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HubClassAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfHubs;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || !IsHub(type))
        {
            return;
        }

        Dictionary<string, INamedTypeSymbol> owners = new(StringComparer.Ordinal);
        foreach (ContractSurface contract in ContractsOf(type))
        {
            foreach (string name in contract.Methods.Select(method => WireNames.Of(method, contract.Prefix)).Distinct())
            {
                if (!owners.TryGetValue(name, out INamedTypeSymbol first))
                {
                    owners.Add(name, contract.Symbol);
                }
                else if (!AreIn(type.BaseType, first, contract.Symbol))
                {
                    Location? place = FindingLocations.Name(type);
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.SharedWireName, place, type.Name, name, first.Name, contract.Symbol.Name));
                    return;
                }
            }
        }
    }

    private static bool IsHub(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? @base = type.BaseType; @base is not null; @base = @base.BaseType)
        {
            if (KnownTypes.Is(@base, "Ws.Rpc.AspNetCore", "RpcHub"))
            {
                return true;
            }
        }

        return false;
    }

    // As the server finds them: what another contract inherits is part of that one.
    private static IEnumerable<ContractSurface> ContractsOf(INamedTypeSymbol type)
    {
        List<ContractSurface> all = [.. type.AllInterfaces
            .Select(candidate => ContractSurface.Read(candidate, ContractKind.Hub))
            .Where(contract => contract is not null)
            .Select(contract => contract!)];
        return all.Where(contract => !all.Any(other =>
            other.Symbol.AllInterfaces.Contains(contract.Symbol, SymbolEqualityComparer.Default)));
    }

    private static bool AreIn(INamedTypeSymbol? type, INamedTypeSymbol first, INamedTypeSymbol second) =>
        type is not null
        && type.AllInterfaces.Contains(first, SymbolEqualityComparer.Default)
        && type.AllInterfaces.Contains(second, SymbolEqualityComparer.Default);
}
