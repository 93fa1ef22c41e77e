using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Text.Json;

namespace Ws.Rpc.CompilerServices;

/// <summary>What is generated for one contract. Immutable and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcContract
{
    private readonly Func<JsonSerializerOptions, RpcDispatcher>? _dispatcher;

    private protected RpcContract(
        Type type, Type? callback, RpcMethod[] methods, Func<JsonSerializerOptions, RpcDispatcher>? dispatcher)
    {
        ArgumentNullException.ThrowIfNull(methods);
        Type = type;
        Callback = callback;
        Methods = methods;
        _dispatcher = dispatcher;
    }

    /// <summary>Gets the interface.</summary>
    public Type Type { get; }

    /// <summary>Gets the callback interface of a hub contract that has one.</summary>
    public Type? Callback { get; }

    /// <summary>Gets the methods, in the order of the dispatcher's indexes.</summary>
    public IReadOnlyList<RpcMethod> Methods { get; }

    /// <summary>Creates a dispatcher whose codecs come from <paramref name="options"/>.</summary>
    /// <param name="options">Read-only serializer options.</param>
    /// <returns>The dispatcher.</returns>
    /// <exception cref="InvalidOperationException">The project that declares the contract left its dispatcher out.</exception>
    public RpcDispatcher CreateDispatcher(JsonSerializerOptions options) =>
        (_dispatcher ?? throw LeftOut("dispatcher"))(options);

    private protected InvalidOperationException LeftOut(string part) => new(
        $"No {part} was generated for '{Type}': the project that declares it leaves it out by its property WsRpcGenerate.");
}
