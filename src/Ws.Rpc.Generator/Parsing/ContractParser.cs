using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Turns an interface into the model of its contract. Only this room sees the compiler's symbols.</summary>
internal static class ContractParser
{
    /// <summary>The model; <see langword="null"/> where a rule is broken, so that its error stays the only one.</summary>
    public static ContractModel? Parse(
        GeneratorAttributeSyntaxContext declaration, ContractKind kind, CancellationToken cancellationToken)
    {
        INamedTypeSymbol symbol = (INamedTypeSymbol)declaration.TargetSymbol;
        return ContractSurface.Read(symbol, kind) is { } surface && Carries(declaration.TargetNode, surface.Mark)
            ? Parse(surface, ExternAliases.In(declaration.SemanticModel.Compilation), cancellationToken)
            : null;
    }

    private static ContractModel? Parse(
        ContractSurface surface, ExternAliases? aliases, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        HubRules.Check(surface, findings.Add, cancellationToken);
        if (findings.Any(finding => finding.PreventsGeneration) || ErrorTypes.AreIn(surface) || !CanNameCallback(surface))
        {
            return null;
        }

        List<MethodModel> methods = [];
        foreach (IGrouping<string, IMethodSymbol> group in surface.Methods.GroupBy(m => WireNames.Of(m, surface.Prefix)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            methods.Add(MethodParser.Parse(surface, group.Key, group, aliases));
        }

        return new ContractModel(
            surface.Kind,
            TypeNames.Qualified(surface.Symbol),
            GeneratedNames.Class(surface.Symbol),
            GeneratedNames.Hint(surface.Symbol),
            surface.Callback is null ? null : TypeNames.Qualified(surface.Callback, aliases),
            surface.JsonContext is { } json && JsonContextRules.IsUsable(json) ? TypeNames.Qualified(json, aliases) : null,
            new([.. aliases?.Used ?? []]),
            IsObsolete(surface),
            new([.. methods]));
    }

    // While code is being typed an interface may be declared twice with its mark; one of them speaks.
    private static bool Carries(SyntaxNode node, AttributeData mark) =>
        mark.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == node.SyntaxTree
        && node.Span.Contains(reference.Span);

    private static bool CanNameCallback(ContractSurface surface) =>
        surface.Callback is not INamedTypeSymbol callback || Accessibilities.IsReachable(callback);

    private static bool IsObsolete(ContractSurface surface)
    {
        for (INamedTypeSymbol? type = surface.Symbol; type is not null; type = type.ContainingType)
        {
            if (KnownTypes.IsObsolete(type))
            {
                return true;
            }
        }

        return surface.Methods.Any(KnownTypes.IsObsolete)
            || (surface.Callback is not null && KnownTypes.IsObsolete(surface.Callback));
    }
}
