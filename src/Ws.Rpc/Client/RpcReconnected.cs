namespace Ws.Rpc;

/// <summary>A client that has connected again. Immutable.</summary>
/// <param name="Resumed">
/// Whether the session goes on, with nothing lost. Otherwise it is a new one: calls that were in flight have failed or are
/// repeated, and what the server knew of this client, such as its rooms, has to be set up anew (protocol section 9).
/// </param>
public sealed record RpcReconnected(bool Resumed);
