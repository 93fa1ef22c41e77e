using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>
/// Decides whether what System.Text.Json reads can equal what it wrote. Judges what a contract names and the elements of its
/// collections; in doubt it finds nothing.
/// </summary>
internal static class JsonSurvival
{
    private static readonly string[] s_marks =
        ["JsonConverterAttribute", "JsonPolymorphicAttribute", "JsonDerivedTypeAttribute"];

    public static string? Problem(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Dynamic } => "a dynamic value comes back as a JsonElement",
        { SpecialType: SpecialType.System_Object } => "an object comes back as a JsonElement",
        { TypeKind: TypeKind.Delegate } or { SpecialType: SpecialType.System_Delegate or SpecialType.System_MulticastDelegate }
            => "a delegate is code",
        IArrayTypeSymbol array => Problem(array.ElementType),
        INamedTypeSymbol named => Problem(named),
        _ => null,
    };

    private static string? Problem(INamedTypeSymbol type)
    {
        if (KnownTypes.Underlying(type) is { } underlying)
        {
            return Problem(underlying);
        }

        if (IsCollection(type))
        {
            return type.TypeArguments.Select(Problem).FirstOrDefault(problem => problem is not null);
        }

        if (KnownTypes.IsTask(type, 0) || KnownTypes.IsTask(type, 1)
            || KnownTypes.IsValueTask(type, 0) || KnownTypes.IsValueTask(type, 1))
        {
            return "a task is work in progress";
        }

        return Derives(type, "System.IO", "Stream") ? "a Stream is no value; send its bytes"
            : Derives(type, "System", "Type") ? "a Type means nothing to another process"
            : type.IsAbstract && !SaysHow(type) ? OfAbstract(type)
            : null;
    }

    private static string OfAbstract(INamedTypeSymbol type) =>
        (type.TypeKind == TypeKind.Interface ? "an interface" : "an abstract type")
        + " without [JsonPolymorphic] or [JsonDerivedType] cannot be read";

    // A converter, derived types, or one of the serializer's own; and what can be enumerated may be known to it.
    private static bool SaysHow(INamedTypeSymbol type) =>
        s_marks.Any(mark => KnownTypes.Attribute(type, mark, JsonContextRules.Namespace) is not null)
        || Space(type).StartsWith("System.Text.Json", StringComparison.Ordinal)
        || type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable);

    private static bool IsCollection(INamedTypeSymbol type) =>
        Space(type).StartsWith("System.Collections", StringComparison.Ordinal);

    private static string Space(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() ?? "";

    private static bool Derives(INamedTypeSymbol type, string @namespace, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (KnownTypes.Is(current, @namespace, name))
            {
                return true;
            }
        }

        return false;
    }
}
