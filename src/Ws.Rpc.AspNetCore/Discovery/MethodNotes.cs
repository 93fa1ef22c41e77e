using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Reflection;
using System.Text.Json.Nodes;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>What the attributes of a hub's methods say of them; nothing of those of callbacks, which run elsewhere.</summary>
/// <param name="options">The options of the hub.</param>
/// <param name="methods">The methods of the hub.</param>
internal sealed class MethodNotes(RpcHubOptions options, IEnumerable<HubMethod> methods)
{
    private readonly Dictionary<RpcMethod, HubMethod> _methods = methods.ToDictionary(static method => method.Method);

    /// <summary>Begins the description of a method; <see langword="null"/> where nobody shall know of it.</summary>
    public DescribedMethod? Begin(RpcMethod method)
    {
        if (!_methods.TryGetValue(method, out HubMethod? known))
        {
            return new DescribedMethod(method.Name);
        }

        return known.AsksForAuthorization && options.HideForbiddenMethods
            ? null
            : new DescribedMethod(method.Name)
            {
                Description = Of<DescriptionAttribute>(known.Marks)?.Description,
                IsDeprecated = Of<ObsoleteAttribute>(known.Marks) is not null,
                Errors = new JsonArray([.. CodesOf(known).Select(Describe)]),
            };
    }

    public string? DescriptionOf(RpcMethod method, string parameter) => _methods.TryGetValue(method, out HubMethod? known)
        ? known.Declaration.GetParameters()
            .FirstOrDefault(declared => declared.Name == parameter)?
            .GetCustomAttribute<DescriptionAttribute>()?.Description
        : null;

    private static TAttribute? Of<TAttribute>(IEnumerable<object> marks) => marks.OfType<TAttribute>().FirstOrDefault();

    private static JsonObject Describe(int code) => new()
    {
        ["code"] = code,
        ["message"] = StandardError.Describe(code).Message,
    };

    private IEnumerable<int> CodesOf(HubMethod method)
    {
        if (method.AsksForAuthorization)
        {
            yield return RpcErrorCode.Unauthenticated;
            yield return RpcErrorCode.Forbidden;
        }

        if (options.CallRateLimiter is not null || Of<RpcRateLimitAttribute>(method.Marks) is not null)
        {
            yield return RpcErrorCode.RateLimited;
        }
    }
}
