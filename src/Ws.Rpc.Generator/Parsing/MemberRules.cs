using System;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Decides which members a contract may have.</summary>
internal static class MemberRules
{
    public static void Check(ContractSurface contract, ISymbol member, Action<Finding> report)
    {
        if (member is IMethodSymbol { MethodKind: not MethodKind.Ordinary } or INamedTypeSymbol or IFieldSymbol)
        {
            return;
        }

        if (member.IsAbstract)
        {
            CheckAbstract(contract, member, report);
        }
        else if (member is { IsVirtual: true, IsStatic: false })
        {
            report(new Finding(Descriptors.MethodWithBody, member, FindingPart.Name, member.Name));
        }
    }

    private static void CheckAbstract(ContractSurface contract, ISymbol member, Action<Finding> report)
    {
        string? kind = member switch
        {
            { IsStatic: true } => "static and abstract",
            IPropertySymbol { IsIndexer: true } => "an indexer",
            IPropertySymbol => "a property",
            IEventSymbol => "an event",
            _ => null,
        };
        if (kind is not null)
        {
            report(new Finding(Descriptors.MemberKind, member, FindingPart.Name, contract.Symbol.Name, member.Name, kind));
        }
        else if (member is IMethodSymbol method)
        {
            MethodRules.Check(contract, method, report);
        }
    }
}
