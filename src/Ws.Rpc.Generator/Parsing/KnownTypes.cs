using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>
/// Recognises types by name. The parser runs at every key stroke for every contract: nothing is looked up or printed here.
/// </summary>
internal static class KnownTypes
{
    public static bool IsCancellationToken(ITypeSymbol type) => Is(type, "System.Threading", "CancellationToken");

    public static bool IsTask(ITypeSymbol type, int arity) => Is(type, "System.Threading.Tasks", "Task", arity);

    public static bool IsValueTask(ITypeSymbol type, int arity) => Is(type, "System.Threading.Tasks", "ValueTask", arity);

    public static bool IsAsyncEnumerable(ITypeSymbol type) => Is(type, "System.Collections.Generic", "IAsyncEnumerable", 1);

    /// <summary>What a stream is of.</summary>
    public static ITypeSymbol Item(ITypeSymbol stream) => ((INamedTypeSymbol)stream).TypeArguments[0];

    public static bool IsProgress(ITypeSymbol type) => Is(type, "System", "IProgress", 1);

    /// <summary>The type that a nullable value type is over; <see langword="null"/> for other types.</summary>
    public static ITypeSymbol? Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : null;

    public static AttributeData? Attribute(ISymbol symbol, string name, string @namespace = AttributeNames.Namespace)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && Is(type, @namespace, name))
            {
                return attribute;
            }
        }

        return null;
    }

    public static bool IsObsolete(ISymbol symbol) => Attribute(symbol, nameof(ObsoleteAttribute), nameof(System)) is not null;

    public static bool HasJsonConverter(ITypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (Derives(attribute.AttributeClass, "System.Text.Json.Serialization", "JsonConverterAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsJsonContext(INamedTypeSymbol type) =>
        Derives(type.BaseType, "System.Text.Json.Serialization", "JsonSerializerContext");

    public static TypedConstant Argument(AttributeData attribute, string member)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == member)
            {
                return argument.Value;
            }
        }

        return default;
    }

    public static bool Is(ITypeSymbol type, string @namespace, string name, int arity = 0) =>
        type is INamedTypeSymbol { ContainingType: null } named
        && named.Arity == arity
        && named.Name == name
        && Is(named.ContainingNamespace, @namespace);

    private static bool Derives(INamedTypeSymbol? type, string @namespace, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (Is(type, @namespace, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(INamespaceSymbol? symbol, string name)
    {
        int end = name.Length;
        while (symbol is { IsGlobalNamespace: false })
        {
            int start = end - symbol.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, symbol.Name, 0, symbol.Name.Length) != 0)
            {
                return false;
            }

            if (start > 0 && name[start - 1] != '.')
            {
                return false;
            }

            end = start - 1;
            symbol = symbol.ContainingNamespace;
            if (start == 0)
            {
                return symbol is { IsGlobalNamespace: true };
            }
        }

        return false;
    }
}
