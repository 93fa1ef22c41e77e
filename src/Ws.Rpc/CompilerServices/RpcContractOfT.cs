using System;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ws.Rpc.CompilerServices;

/// <summary>What is generated for one contract, with its type.</summary>
/// <typeparam name="TContract">The interface.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcContract<TContract> : RpcContract
    where TContract : class
{
    private readonly Func<RpcChannel, TContract>? _proxy;

    /// <summary>Creates the description.</summary>
    /// <param name="callback">The callback interface of a hub contract, or <see langword="null"/>.</param>
    /// <param name="methods">The methods, in the order of the dispatcher's indexes.</param>
    /// <param name="proxy">Creates a proxy that sends to a channel; <see langword="null"/> where the project left it out.</param>
    /// <param name="dispatcher">
    /// Creates a dispatcher whose codecs come from the options; <see langword="null"/> where the project left it out.
    /// </param>
    /// <param name="json">Gives the context that knows the contract's types, where its mark names one.</param>
    /// <param name="describe">Tells of the methods; <see langword="null"/> where nobody asks.</param>
    public RpcContract(
        Type? callback,
        RpcMethod[] methods,
        Func<RpcChannel, TContract>? proxy,
        Func<JsonSerializerOptions, RpcDispatcher>? dispatcher,
        Func<JsonSerializerContext>? json = null,
        Action<RpcDescriber>? describe = null)
        : base(typeof(TContract), callback, methods, dispatcher, json, describe)
    {
        _proxy = proxy;
    }

    /// <summary>Creates a proxy.</summary>
    /// <param name="channel">Where its calls go.</param>
    /// <returns>The proxy.</returns>
    /// <exception cref="InvalidOperationException">
    /// The channel's options do not know a type of the contract, or the project that declares it left its proxy out.
    /// </exception>
    public TContract CreateProxy(RpcChannel channel)
    {
        try
        {
            return (_proxy ?? throw LeftOut("proxy"))(channel);
        }
        catch (RpcUnknownTypeException exception)
        {
            throw Unknown(exception);
        }
    }
}
