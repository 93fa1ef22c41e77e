using System;

namespace Ws.Rpc;

/// <summary>
/// Marks an interface as a hub contract: its methods are called by clients and served by an ASP.NET Core hub. The source
/// generator emits a client proxy and a server dispatcher for it.
/// </summary>
/// <remarks>
/// Wire names are the C# method names in camelCase without a trailing <c>Async</c>, unless <see cref="RpcMethodAttribute"/>
/// says otherwise (protocol section 3).
/// </remarks>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = false, Inherited = false)]
public sealed class RpcHubAttribute : Attribute
{
    /// <summary>
    /// Gets or sets the interface, marked with <see cref="RpcCallbackAttribute"/>, through which the server calls the clients
    /// of this hub; <see langword="null"/> (the default) when it never does.
    /// </summary>
    public Type? Callback { get; set; }

    /// <summary>
    /// Gets or sets the text put before every wire name of the contract, such as <c>"chat."</c>; empty by default. Names that
    /// then begin with <c>rpc.</c> or <c>$/</c> are reserved by the protocol and refused at compile time.
    /// </summary>
    public string Prefix { get; set; } = "";

    /// <summary>
    /// Gets or sets the <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> that holds the metadata of the types
    /// that this contract sends; <see langword="null"/> (the default) when the serializer options of the connection know them
    /// all. With it nothing reflects: the way for NativeAOT and trimming.
    /// </summary>
    public Type? JsonContext { get; set; }
}
