using System;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Writes types as generated code names them.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Qualified(ITypeSymbol type, ExternAliases? aliases = null)
    {
        string name = type.ToDisplayString(s_format);
        return aliases is null && name.IndexOf("dynamic", StringComparison.Ordinal) < 0 ? name : Rewritten(type, aliases);
    }

    /// <summary>A name as it is written: with the sign for those that are keywords.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

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
    private static string Rewritten(ITypeSymbol type, ExternAliases? aliases)
    {
        StringBuilder text = new();
        ImmutableArray<SymbolDisplayPart> parts = type.ToDisplayParts(s_format);
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i].ToString();
            text.Append((parts[i].Kind, part) switch
            {
                (SymbolDisplayPartKind.Keyword, "dynamic") => "object",
                (SymbolDisplayPartKind.Keyword, "global") => aliases?.Of(AssemblyOf(parts, i)) ?? part,
                _ => part,
            });
        }

        return text.ToString();
    }

    // Namespaces are shared between assemblies: the type that they lead to is not.
    private static IAssemblySymbol? AssemblyOf(ImmutableArray<SymbolDisplayPart> parts, int start)
    {
        for (int i = start; i < parts.Length; i++)
        {
            if (parts[i].Symbol is INamedTypeSymbol type)
            {
                return type.ContainingAssembly;
            }
        }

        return null;
    }
}
