using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// Is told by generated code what the methods of a contract take and give (protocol section 13). Each method begins with
/// <see cref="Method"/>; what follows is about it, its arguments in their order.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcDescriber
{
    private protected RpcDescriber(JsonSerializerOptions jsonOptions) => JsonOptions = jsonOptions;

    /// <summary>
    /// Gets a value indicating whether contracts can be described: <see langword="true"/>, unless the application was published
    /// native or trimmed, or its project says otherwise by the property <c>WsRpcOpenRpc</c>. Trimming removes what is not needed
    /// then.
    /// </summary>
    [FeatureSwitchDefinition("Ws.Rpc.OpenRpc.IsSupported")]
    public static bool IsSupported =>
        !AppContext.TryGetSwitch("Ws.Rpc.OpenRpc.IsSupported", out bool isSupported) || isSupported;

    /// <summary>Gets the read-only serializer options of the side that is described.</summary>
    public JsonSerializerOptions JsonOptions { get; }

    /// <summary>Begins a method; a notification, if no result follows.</summary>
    /// <param name="method">The method.</param>
    /// <returns>This.</returns>
    public abstract RpcDescriber Method(RpcMethod method);

    /// <summary>Describes a parameter that must be given.</summary>
    /// <param name="codec">Its codec.</param>
    /// <returns>This.</returns>
    public abstract RpcDescriber Argument(RpcCodec codec);

    /// <summary>Describes a parameter that may be left out.</summary>
    /// <param name="codec">Its codec.</param>
    /// <param name="value">Its value then.</param>
    /// <returns>This.</returns>
    public abstract RpcDescriber OptionalArgument(RpcCodec codec, object? value);

    /// <summary>Describes a parameter that takes all remaining positional arguments (<c>params</c>).</summary>
    /// <param name="element">The codec of each.</param>
    /// <returns>This.</returns>
    public abstract RpcDescriber RestArgument(RpcCodec element);

    /// <summary>Describes a parameter that is a stream (protocol section 7).</summary>
    /// <param name="item">The codec of its items.</param>
    /// <param name="isRequired">Whether it must be given.</param>
    /// <returns>This.</returns>
    public abstract RpcDescriber StreamArgument(RpcCodec item, bool isRequired);

    /// <summary>Describes a parameter that takes progress (protocol section 6).</summary>
    /// <param name="report">The codec of the reports.</param>
    /// <returns>This.</returns>
    public abstract RpcDescriber ProgressArgument(RpcCodec report);

    /// <summary>Describes the answer of a method without a result.</summary>
    /// <returns>This.</returns>
    public abstract RpcDescriber NoResult();

    /// <summary>Describes the result.</summary>
    /// <param name="codec">Its codec.</param>
    /// <returns>This.</returns>
    public abstract RpcDescriber Result(RpcCodec codec);

    /// <summary>Describes a result that is a stream (protocol section 7).</summary>
    /// <param name="item">The codec of its items.</param>
    /// <returns>This.</returns>
    public abstract RpcDescriber StreamResult(RpcCodec item);
}
