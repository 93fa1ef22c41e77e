using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// Closes the hole in the serializer's respect for nullable annotations: it refuses <c>null</c> for a constructor's parameter,
/// but passes it where the member is missing. Only parameters without a default that cannot be <see langword="null"/> become
/// required, so that peers may still leave out what is optional.
/// </summary>
internal static class RpcRequiredMembers
{
    // One for each resolver, so that a chain can be searched for it.
    private static readonly ConditionalWeakTable<IJsonTypeInfoResolver, IJsonTypeInfoResolver> s_wrapped = [];

    /// <summary>Gives the resolver that asks for the members; the same one each time.</summary>
    public static IJsonTypeInfoResolver Of(IJsonTypeInfoResolver resolver) =>
        s_wrapped.GetValue(resolver, static inner => inner.WithAddedModifier(Require));

    public static void Require(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false, ParameterType.IsValueType: false })
            {
                property.IsRequired = true;
            }
        }
    }
}
