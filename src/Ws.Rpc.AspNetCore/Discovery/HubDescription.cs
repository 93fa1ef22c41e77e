using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>Describes a hub: what it serves, and what it asks of its clients (protocol section 13).</summary>
/// <param name="hub">The hub class.</param>
/// <param name="targets">What serves its contracts.</param>
/// <param name="methods">Reads the attributes of their methods.</param>
/// <param name="options">The options of the hub.</param>
/// <param name="json">How its payloads are written.</param>
internal sealed class HubDescription(
    Type hub, IEnumerable<CallTarget> targets, HubMethods methods, RpcHubOptions options, JsonSerializerOptions json)
{
    private const string Version = "1.3.2";

    private readonly CallTarget[] _targets =
        [.. targets.OrderBy(static target => target.Contract.Type.FullName, StringComparer.Ordinal)];

    /// <exception cref="InvalidOperationException">A contract was compiled by a version that tells nothing of it.</exception>
    public OpenRpcDocument Write()
    {
        var schemas = new SchemaTable();
        var served = new MethodDescriber(json, schemas, new MethodNotes(options, _targets.SelectMany(MethodsOf)));
        foreach (CallTarget target in _targets)
        {
            Describe(target.Contract, served);
        }

        var asked = new MethodDescriber(json, schemas, new MethodNotes(options, []));
        foreach (RpcContract callback in Callbacks())
        {
            Describe(callback, asked);
        }

        var extension = new JsonObject { ["version"] = 1, ["subprotocol"] = SessionProtocol.SubProtocol };
        var tail = new JsonObject { ["methods"] = served.End(), ["x-ws-rpc"] = extension };
        extension["clientMethods"] = asked.End();
        tail["components"] = new JsonObject { ["schemas"] = schemas.Components };
        return new OpenRpcDocument(new JsonObject { ["openrpc"] = Version, ["info"] = Info() }, tail);
    }

    private static void Describe(RpcContract contract, RpcDescriber describer)
    {
        if (contract.Describe is not { } describe)
        {
            throw new InvalidOperationException(
                $"'{contract.Type}' cannot be described: build its project again, by this version of Ws.Rpc, and with its server "
                + "side if it states the property WsRpcGenerate.");
        }

        describe(describer);
    }

    private HubMethod[] MethodsOf(CallTarget target) => methods.Of(target.Contract, target.Dispatcher);

    private IEnumerable<RpcContract> Callbacks()
    {
        foreach (Type type in _targets.Select(static target => target.Contract.Callback).OfType<Type>().Distinct())
        {
            if (RpcRegistry.TryGet(type, out RpcContract? callback))
            {
                yield return callback;
            }
        }
    }

    private JsonObject Info()
    {
        Assembly assembly = hub.Assembly;
        string? version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var info = new JsonObject
        {
            ["title"] = hub.Name,

            // Behind the plus stands what was built, which is nobody's business.
            ["version"] = version?.Split('+')[0] ?? assembly.GetName().Version?.ToString() ?? "0",
        };
        if (hub.GetCustomAttribute<DescriptionAttribute>() is { } text)
        {
            info["description"] = text.Description;
        }

        return info;
    }
}
