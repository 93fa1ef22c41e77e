using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Diagnostics;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>
/// Decides what a contract may be. The parser and the analyzer ask here, so that what is refused and what is not generated are
/// the same.
/// </summary>
internal static class HubRules
{
    public static void Check(ContractSurface contract, Action<Finding> report, CancellationToken cancellationToken)
    {
        CheckContract(contract, report);
        CheckCallback(contract, report);
        JsonContextRules.Check(contract, report);
        foreach (ISymbol member in contract.Members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MemberRules.Check(contract, member, report);
        }

        WireNameRules.Check(contract, report);
    }

    private static void CheckContract(ContractSurface contract, Action<Finding> report)
    {
        INamedTypeSymbol symbol = contract.Symbol;
        for (INamedTypeSymbol? type = symbol; type is not null; type = type.ContainingType)
        {
            if (type.Arity > 0)
            {
                report(new Finding(Descriptors.GenericContract, symbol, FindingPart.Name, symbol.Name));
                break;
            }
        }

        if (!Accessibilities.IsReachable(symbol))
        {
            report(new Finding(Descriptors.InaccessibleContract, symbol, FindingPart.Name, symbol.Name));
        }

        string other = contract.Kind == ContractKind.Hub ? AttributeNames.CallbackClass : AttributeNames.HubClass;
        if (KnownTypes.Attribute(symbol, other) is not null)
        {
            report(new Finding(Descriptors.HubAndCallback, symbol, FindingPart.Name, symbol.Name));
        }
    }

    private static void CheckCallback(ContractSurface contract, Action<Finding> report)
    {
        if (contract.Callback is not { } callback || ErrorTypes.IsIn(callback))
        {
            return;
        }

        bool isCallback = callback.TypeKind == TypeKind.Interface
            && KnownTypes.Attribute(callback.OriginalDefinition, AttributeNames.CallbackClass) is not null;
        if (!isCallback)
        {
            report(new Finding(
                Descriptors.CallbackType, contract.Symbol, FindingPart.Callback, callback.Name, contract.Symbol.Name)
            {
                Properties = MarkProperties.For(callback, AttributeNames.CallbackClass),
            });
        }
    }
}
