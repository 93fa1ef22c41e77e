using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ws.Rpc.CompilerServices;

/// <summary>Makes the serializer options of a connection: the user's, completed and read-only.</summary>
internal static class RpcJson
{
    private const string Reason = "The switch is a constant of the publish: where it is off, which trimming makes the default, "
        + "the branch is removed and types come from the user's contexts alone.";

    private static readonly IJsonTypeInfoResolver s_fallback = CreateFallback();
    private static readonly JsonSerializerOptions s_default = Complete(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    });

    /// <summary>Gives read-only options whose types come from the user's resolvers first.</summary>
    /// <param name="user">The user's options, which stay as they are; <see langword="null"/> for the defaults.</param>
    public static JsonSerializerOptions Create(JsonSerializerOptions? user) =>
        user is null ? s_default : Complete(new JsonSerializerOptions(user));

    private static JsonSerializerOptions Complete(JsonSerializerOptions options)
    {
        options.TypeInfoResolver = options.TypeInfoResolver is { } own
            ? JsonTypeInfoResolver.Combine(own, s_fallback)
            : s_fallback;
        options.MakeReadOnly();
        return options;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Reason)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Reason)]
    private static IJsonTypeInfoResolver CreateFallback() =>
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : JsonTypeInfoResolver.Combine();
}
