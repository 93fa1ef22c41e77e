using System;

namespace Ws.Rpc;

/// <summary>An attempt to connect again that is about to be made. Immutable.</summary>
/// <param name="Attempt">
/// Its number, from 1. It goes on where a connection did not last for <see cref="RpcReconnectPolicy.StableAfter"/>.
/// </param>
/// <param name="Delay">How long the client waits before it.</param>
/// <param name="Disconnect">How the connection ended, or why the first one could not be made.</param>
public sealed record RpcReconnecting(int Attempt, TimeSpan Delay, RpcDisconnect Disconnect);
