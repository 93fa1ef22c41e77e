using System;

namespace Ws.Rpc;

/// <summary>
/// Marks an interface as a callback contract: its methods are called by the server and served by an object that the client
/// registers.
/// </summary>
/// <remarks>
/// A method without a result is a notification whose task completes when the outgoing queue has accepted the message; a method
/// with a result, or one marked <see cref="RpcMethodAttribute.Acknowledged"/>, is a request that awaits the client's answer.
/// </remarks>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = false, Inherited = false)]
public sealed class RpcCallbackAttribute : Attribute
{
    /// <summary>Gets or sets the text put before every wire name of the contract; empty by default.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>
    /// Gets or sets the <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> that holds the metadata of the types
    /// that this contract sends; <see langword="null"/> (the default) when the serializer options of the connection know them
    /// all. With it nothing reflects: the way for NativeAOT and trimming.
    /// </summary>
    public Type? JsonContext { get; set; }
}
