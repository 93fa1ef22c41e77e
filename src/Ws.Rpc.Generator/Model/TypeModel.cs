using System.Linq;

namespace Ws.Rpc.Generator.Model;

/// <summary>A type as generated code writes it.</summary>
/// <param name="Name">The type, qualified, with its nullability.</param>
/// <param name="Codec">How its values travel.</param>
/// <param name="Element">
/// The element of a <see cref="CodecKind.Nullable"/> or <see cref="CodecKind.Array"/>, the number of an
/// <see cref="CodecKind.Enum"/>, the item of a stream, or what progress reports.
/// </param>
/// <param name="Elements">The elements of a <see cref="CodecKind.Tuple"/>.</param>
internal sealed record TypeModel(
    string Name, CodecKind Codec, TypeModel? Element = null, EquatableArray<TypeModel> Elements = default)
{
    /// <summary>Gets a value indicating whether the codec is one of the fields of <c>RpcCodecs</c>.</summary>
    public bool IsDirect => Codec < CodecKind.Nullable;

    /// <summary>Gets a value indicating whether the codec comes from the connection's serializer options.</summary>
    public bool NeedsOptions => Codec is CodecKind.Json or CodecKind.JsonNotNull or CodecKind.Enum
        || (Element is not null && Element.NeedsOptions)
        || Elements.Any(element => element.NeedsOptions);
}
