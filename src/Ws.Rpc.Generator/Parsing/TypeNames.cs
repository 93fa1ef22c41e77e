using System;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Writes types as generated code names them.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Qualified(ITypeSymbol type)
    {
        string name = type.ToDisplayString(s_format);
        return name.IndexOf("dynamic", StringComparison.Ordinal) < 0 ? name : WithoutDynamic(type);
    }

    /// <summary>The qualified name in metadata: unique within the assembly.</summary>
    public static string Metadata(INamedTypeSymbol type)
    {
        string name = type.MetadataName;
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        INamespaceSymbol? space = type.ContainingNamespace;
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            name = space.Name + "." + name;
        }

        return name;
    }

    // A dynamic argument would turn a call into one that binds at run time.
    private static string WithoutDynamic(ITypeSymbol type)
    {
        StringBuilder text = new();
        ImmutableArray<SymbolDisplayPart> parts = type.ToDisplayParts(s_format);
        foreach (SymbolDisplayPart part in parts)
        {
            text.Append(part.Kind == SymbolDisplayPartKind.Keyword && part.ToString() == "dynamic" ? "object" : part.ToString());
        }

        return text.ToString();
    }
}
