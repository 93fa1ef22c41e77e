using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text.Json;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Finds the contracts that a hub class implements, and checks that they can share a socket.</summary>
internal static class HubContracts
{
    /// <exception cref="InvalidOperationException">There is none, or two methods have one wire name.</exception>
    public static IReadOnlyList<RpcContract> Of([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)] Type hub)
    {
        var contracts = new List<RpcContract>();
        foreach (Type candidate in hub.GetInterfaces())
        {
            if (RpcRegistry.TryGet(candidate, out RpcContract? contract))
            {
                contracts.Add(contract);
            }
        }

        // A contract that another one inherits is part of that one already.
        contracts.RemoveAll(contract => contracts.Any(other => other != contract && contract.Type.IsAssignableFrom(other.Type)));
        if (contracts.Count == 0)
        {
            throw new InvalidOperationException(
                $"'{hub}' implements no hub contract: mark an interface that it implements with [RpcHub], and let the project "
                + "that declares the interface reference the Ws.Rpc package.");
        }

        ThrowIfAmbiguous(hub, contracts);
        return contracts;
    }

    /// <summary>The serializer options that know all types of the contracts and of their callbacks.</summary>
    /// <exception cref="InvalidOperationException">
    /// No JSON metadata is known of a type that a callback contract sends.
    /// </exception>
    public static JsonSerializerOptions JsonOptionsOf(IEnumerable<RpcContract> contracts, JsonSerializerOptions? user)
    {
        JsonSerializerOptions options = contracts.Aggregate(RpcJson.Create(user), RpcJson.With);
        foreach (RpcContract contract in contracts)
        {
            if (contract.Callback is { } type && RpcRegistry.TryGet(type, out RpcContract? callback) && callback.HasDispatcher)
            {
                // Proxies are made while calls run, which is late to learn that they cannot be.
                callback.CreateDispatcher(options);
            }
        }

        return options;
    }

    private static void ThrowIfAmbiguous(Type hub, IEnumerable<RpcContract> contracts)
    {
        IGrouping<string, (RpcContract Contract, RpcMethod Method)>? twice = contracts
            .SelectMany(contract => contract.Methods.Select(method => (Contract: contract, Method: method)))
            .GroupBy(entry => entry.Method.Name, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            string owners = string.Join(", ", twice.Select(entry => $"'{entry.Contract.Type}'"));
            throw new InvalidOperationException($"'{hub}' serves the wire name '{twice.Key}' more than once: {owners}.");
        }
    }
}
