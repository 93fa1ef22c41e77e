using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Decides what methods may be called on the wire.</summary>
internal static class WireNameRules
{
    public static void Check(ContractSurface contract, Action<Finding> report)
    {
        if (PrefixProblem(contract) is { } problem)
        {
            report(new Finding(Descriptors.WireName, contract.Symbol, FindingPart.Prefix, contract.Prefix, problem));
            return;
        }

        Dictionary<string, IMethodSymbol> methods = [];
        HashSet<string> proposed = [];
        foreach (IMethodSymbol method in contract.Methods)
        {
            string name = WireNames.Of(method, contract.Prefix);
            if (WireNames.Problem(name) is { } reason)
            {
                report(new Finding(Descriptors.WireName, method, FindingPart.WireName, name, reason));
            }
            else if (!methods.TryGetValue(name, out IMethodSymbol first))
            {
                methods.Add(name, method);
            }
            else if (!MethodIdentity.Same(first, method, contract.Symbol))
            {
                report(new Finding(
                    Descriptors.RepeatedWireName, method, FindingPart.WireName, Display(first), Display(method), name)
                {
                    Properties = ImmutableDictionary<string, string?>.Empty.Add(
                        FixProperties.WireName, Free(contract, name, proposed).Substring(contract.Prefix.Length)),
                });
            }
        }
    }

    // A prefix that no name can follow is one mistake, not one for each method.
    private static string? PrefixProblem(ContractSurface contract) =>
        contract.Prefix.Length == 0 ? null : WireNames.Problem(contract.Prefix);

    private static string Free(ContractSurface contract, string name, HashSet<string> proposed)
    {
        string free = name;
        for (int i = 2; contract.Methods.Any(m => WireNames.Of(m, contract.Prefix) == free) || !proposed.Add(free); i++)
        {
            free = name + i.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }

    private static string Display(IMethodSymbol method) =>
        method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
