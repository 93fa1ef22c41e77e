using System;

namespace Ws.Rpc;

/// <summary>How the client of a hub is made that a host's services hold; configured as options of its hub's name.</summary>
public sealed class RpcClientSettings
{
    /// <summary>Gets or sets the hub's address, <c>ws:</c>, <c>wss:</c>, <c>http:</c> or <c>https:</c>. Required.</summary>
    public Uri? Uri { get; set; }

    /// <summary>
    /// Gets or sets how the client connects and what it accepts. Where it names no <see cref="RpcClientOptions.LoggerFactory"/>,
    /// the host's is used.
    /// </summary>
    public RpcClientOptions Options { get; set; } = new();

    /// <summary>
    /// Gets or sets a value indicating whether the client connects when the host starts (<see langword="true"/>, the default)
    /// rather than when it is first injected.
    /// </summary>
    public bool ConnectOnStart { get; set; } = true;
}
