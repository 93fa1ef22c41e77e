using System;

namespace Ws.Rpc;

/// <summary>What a policy of your own may decide by when to connect again. Immutable.</summary>
/// <param name="Attempt">
/// The number of the attempt that is due, from 1. It goes on where a connection did not last for
/// <see cref="RpcReconnectPolicy.StableAfter"/>.
/// </param>
/// <param name="Elapsed">How long the client has been without a connection.</param>
/// <param name="Disconnect">How the connection ended, or why the first one could not be made.</param>
/// <param name="Failure">Why the attempt before failed; <see langword="null"/> before the first.</param>
public sealed record RpcReconnectContext(int Attempt, TimeSpan Elapsed, RpcDisconnect Disconnect, Exception? Failure);
