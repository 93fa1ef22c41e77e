using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// Makes the serializer options of a connection, completed and read-only. Types come from the user's options first, then from
/// the contexts that the contracts name, and last, where it is switched on, from reflection.
/// </summary>
internal static class RpcJson
{
    private const string Reason = "The switch is a constant of the publish: where it is off, which trimming makes the default, "
        + "the branch is removed and types come from the user's contexts alone.";

    private static readonly IJsonTypeInfoResolver? s_reflection = CreateReflection(requires: false);
    private static readonly IJsonTypeInfoResolver? s_requiringReflection = CreateReflection(requires: true);
    private static readonly JsonSerializerOptions s_default = Create(null, s_requiringReflection);

    /// <summary>Gives read-only options whose types come from the user's resolvers first.</summary>
    /// <param name="user">The user's options, which stay as they are; <see langword="null"/> for the defaults.</param>
    public static JsonSerializerOptions Create(JsonSerializerOptions? user) =>
        user is null ? s_default : Create(user, user.RespectNullableAnnotations ? s_requiringReflection : s_reflection);

    /// <summary>The same with another last resort.</summary>
    public static JsonSerializerOptions Create(JsonSerializerOptions? user, IJsonTypeInfoResolver? last)
    {
        JsonSerializerOptions options = user is not null
            ? new JsonSerializerOptions(user)
            : new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                AllowDuplicateProperties = false,
                RespectNullableAnnotations = true,
            };

        // Also where there is none: options without any are not complete.
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine(options.TypeInfoResolver, last);
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Gives options that know the contexts of a contract and of its callbacks, too.</summary>
    /// <param name="options">
    /// From <see cref="Create(JsonSerializerOptions?)"/> or here; given back where they know them all.
    /// </param>
    /// <param name="contract">The contract.</param>
    public static JsonSerializerOptions With(JsonSerializerOptions options, RpcContract contract)
    {
        IJsonTypeInfoResolver[] known = [.. options.TypeInfoResolverChain];
        IJsonTypeInfoResolver[] added =
            [.. ContextsOf(contract).Select(context => Fit(context, options)).Distinct().Except(known)];
        if (added.Length == 0)
        {
            return options;
        }

        IEnumerable<IJsonTypeInfoResolver> last = known.Where(IsReflection);
        var extended = new JsonSerializerOptions(options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine([.. known.Except(last), .. added, .. last]),
        };
        extended.MakeReadOnly();
        return extended;
    }

    /// <summary>Whether the options know every type, so that there is nothing to find out early.</summary>
    public static bool Reflects(JsonSerializerOptions options) =>
        options.TypeInfoResolverChain.Any(static resolver => resolver is DefaultJsonTypeInfoResolver);

    private static bool IsReflection(IJsonTypeInfoResolver resolver) =>
        ReferenceEquals(resolver, s_reflection) || ReferenceEquals(resolver, s_requiringReflection);

    private static IJsonTypeInfoResolver Fit(IJsonTypeInfoResolver context, JsonSerializerOptions options) =>
        options.RespectNullableAnnotations ? RpcRequiredMembers.Of(context) : context;

    private static IEnumerable<IJsonTypeInfoResolver> ContextsOf(RpcContract contract)
    {
        if (contract.JsonContext is { } own)
        {
            yield return own;
        }

        if (contract.Callback is { } type
            && RpcRegistry.TryGet(type, out RpcContract? callback)
            && callback.JsonContext is { } context)
        {
            yield return context;
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Reason)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Reason)]
    private static DefaultJsonTypeInfoResolver? CreateReflection(bool requires)
    {
        if (!JsonSerializer.IsReflectionEnabledByDefault)
        {
            return null;
        }

        var reflection = new DefaultJsonTypeInfoResolver();
        if (requires)
        {
            reflection.Modifiers.Add(RpcRequiredMembers.Require);
        }

        return reflection;
    }
}
