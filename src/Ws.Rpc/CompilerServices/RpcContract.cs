using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ws.Rpc.CompilerServices;

/// <summary>What is generated for one contract. Immutable and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcContract
{
    private readonly Func<JsonSerializerOptions, RpcDispatcher>? _dispatcher;
    private readonly Func<JsonSerializerContext>? _json;

    private protected RpcContract(
        Type type,
        Type? callback,
        RpcMethod[] methods,
        Func<JsonSerializerOptions, RpcDispatcher>? dispatcher,
        Func<JsonSerializerContext>? json,
        Action<RpcDescriber>? describe)
    {
        ArgumentNullException.ThrowIfNull(methods);
        Type = type;
        Callback = callback;
        Methods = methods;
        _dispatcher = dispatcher;
        _json = json;
        Describe = describe;
    }

    /// <summary>Gets the interface.</summary>
    public Type Type { get; }

    /// <summary>Gets the callback interface of a hub contract that has one.</summary>
    public Type? Callback { get; }

    /// <summary>Gets the methods, in the order of the dispatcher's indexes.</summary>
    public IReadOnlyList<RpcMethod> Methods { get; }

    /// <summary>Gets the context that knows the contract's types, where its mark names one.</summary>
    internal JsonSerializerContext? JsonContext => _json?.Invoke();

    /// <summary>Gets a value indicating whether a dispatcher was generated: its project may want the other side only.</summary>
    internal bool HasDispatcher => _dispatcher is not null;

    /// <summary>
    /// Gets what tells of the contract's methods; <see langword="null"/> where <see cref="RpcDescriber.IsSupported"/> says that
    /// nobody asks, and where the project wants the other side only.
    /// </summary>
    internal Action<RpcDescriber>? Describe { get; }

    /// <summary>Creates a dispatcher whose codecs come from <paramref name="options"/>.</summary>
    /// <param name="options">Read-only serializer options.</param>
    /// <returns>The dispatcher.</returns>
    /// <exception cref="InvalidOperationException">
    /// The options do not know a type of the contract, or the project that declares it left its dispatcher out.
    /// </exception>
    public RpcDispatcher CreateDispatcher(JsonSerializerOptions options)
    {
        try
        {
            return (_dispatcher ?? throw LeftOut("dispatcher"))(options);
        }
        catch (RpcUnknownTypeException exception)
        {
            throw Unknown(exception);
        }
    }

    private protected InvalidOperationException Unknown(RpcUnknownTypeException exception)
    {
        string context = JsonContext is { } named
            ? $"'{named.GetType()}'"
            : "a class that derives from JsonSerializerContext, and name that class in the contract's mark by JsonContext";
        return new InvalidOperationException(
            $"The contract '{Type}' sends '{RpcTypeText.Of(exception.Type)}', of which no JSON metadata is known, and reflection "
            + $"is switched off. Write [JsonSerializable(typeof({RpcTypeText.Of(exception.Type)}))] on {context}.",
            exception);
    }

    private protected InvalidOperationException LeftOut(string part) => new(
        $"No {part} was generated for '{Type}': the project that declares it leaves it out by its property WsRpcGenerate.");
}
