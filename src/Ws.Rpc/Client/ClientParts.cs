using Microsoft.Extensions.Logging;

namespace Ws.Rpc.Client;

/// <summary>What lives as long as a client, for what lives from one connecting to the end that follows.</summary>
internal sealed record ClientParts(
    RpcClientOptions Options,
    LinkDialer Dialer,
    SessionGate Gate,
    ClientStatus Status,
    ClientEvents Events,
    ILogger Logger);
