using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Decides how the values of a type travel.</summary>
internal static class TypeClassifier
{
    public static TypeModel Classify(ITypeSymbol type, ExternAliases? aliases = null)
    {
        string name = TypeNames.Qualified(type, aliases);
        if (Direct(type) is { } direct)
        {
            return new TypeModel(name, direct);
        }

        if (TupleElements(type) is { } elements)
        {
            return new TypeModel(
                name, CodecKind.Tuple, Elements: new([.. elements.Select(element => Classify(element, aliases))]));
        }

        if (EnumNumber(type) is { } number)
        {
            return new TypeModel(name, CodecKind.Enum, Classify(number));
        }

        if (KnownTypes.Underlying(type) is { } underlying && Classify(underlying, aliases) is { Codec: not CodecKind.Json } value)
        {
            return new TypeModel(name, CodecKind.Nullable, value);
        }

        bool refusesNull = type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.NotAnnotated;
        return new TypeModel(name, refusesNull ? CodecKind.JsonNotNull : CodecKind.Json);
    }

    /// <summary>Classifies the array of a <c>params</c> parameter.</summary>
    public static TypeModel ClassifyRest(IArrayTypeSymbol array, ExternAliases? aliases = null) => new(
        TypeNames.Qualified(array.WithNullableAnnotation(NullableAnnotation.NotAnnotated), aliases),
        CodecKind.Array,
        Classify(array.ElementType, aliases));

    private static IEnumerable<ITypeSymbol>? TupleElements(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Select(element => element.Type),
        INamedTypeSymbol single when KnownTypes.Is(single, "System", "ValueTuple", arity: 1) => single.TypeArguments,
        _ => null,
    };

    // An enum with a converter of its own is the serializer's.
    private static INamedTypeSymbol? EnumNumber(ITypeSymbol type) =>
        type is INamedTypeSymbol { EnumUnderlyingType: { } number } && !KnownTypes.HasJsonConverter(type) ? number : null;

    private static CodecKind? Direct(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => CodecKind.Boolean,
        SpecialType.System_Byte => CodecKind.Byte,
        SpecialType.System_SByte => CodecKind.SByte,
        SpecialType.System_Int16 => CodecKind.Int16,
        SpecialType.System_UInt16 => CodecKind.UInt16,
        SpecialType.System_Int32 => CodecKind.Int32,
        SpecialType.System_UInt32 => CodecKind.UInt32,
        SpecialType.System_Int64 => CodecKind.Int64,
        SpecialType.System_UInt64 => CodecKind.UInt64,
        SpecialType.System_Single => CodecKind.Single,
        SpecialType.System_Double => CodecKind.Double,
        SpecialType.System_Decimal => CodecKind.Decimal,
        SpecialType.System_Char => CodecKind.Char,
        SpecialType.System_DateTime => CodecKind.DateTime,
        SpecialType.System_String => IsNotNull(type) ? CodecKind.String : CodecKind.NullableString,
        _ when KnownTypes.Is(type, "System", "Guid") => CodecKind.Guid,
        _ when KnownTypes.Is(type, "System", "DateTimeOffset") => CodecKind.DateTimeOffset,
        _ when type is IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte } && IsNotNull(type)
            => CodecKind.ByteArray,
        _ => null,
    };

    private static bool IsNotNull(ITypeSymbol type) => type.NullableAnnotation == NullableAnnotation.NotAnnotated;
}
