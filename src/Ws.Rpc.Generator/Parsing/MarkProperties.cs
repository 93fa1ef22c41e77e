using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Tells a code fix which interface lacks which mark.</summary>
internal static class MarkProperties
{
    /// <summary>Nothing where the mark would not help: on what is no interface, or is somebody else's.</summary>
    public static ImmutableDictionary<string, string?> For(ITypeSymbol type, string attributeClass)
    {
        bool canBear = type is INamedTypeSymbol { TypeKind: TypeKind.Interface, Arity: 0, DeclaringSyntaxReferences.Length: > 0 }
            && KnownTypes.Attribute(type, AttributeNames.HubClass) is null
            && KnownTypes.Attribute(type, AttributeNames.CallbackClass) is null;
        return canBear && DocumentationCommentId.CreateDeclarationId(type) is { } id
            ? ImmutableDictionary<string, string?>.Empty
                .Add(FixProperties.Declaration, id)
                .Add(FixProperties.Mark, AttributeNames.Namespace + "." + attributeClass)
            : ImmutableDictionary<string, string?>.Empty;
    }
}
