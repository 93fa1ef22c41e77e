using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Decides what may be the JSON context of a contract.</summary>
internal static class JsonContextRules
{
    public const string Namespace = "System.Text.Json.Serialization";

    public static void Check(ContractSurface contract, Action<Finding> report)
    {
        if (contract.JsonContext is { } context && !ErrorTypes.IsIn(context) && !IsUsable(context))
        {
            string name = context.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            report(new Finding(Descriptors.JsonContextType, contract.Symbol, FindingPart.JsonContext, name));
        }
    }

    public static bool IsUsable(ITypeSymbol context) =>
        context is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false, IsGenericType: false } type
        && Accessibilities.IsReachable(type)
        && KnownTypes.IsJsonContext(type)
        && (type.DeclaringSyntaxReferences.Length == 0 || type.DeclaringSyntaxReferences.Any(IsPartial));

    private static bool IsPartial(SyntaxReference declaration) =>
        declaration.GetSyntax() is ClassDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword);
}
