using System;

namespace Ws.Rpc;

/// <summary>How and why a connection ended. Immutable.</summary>
/// <param name="Reason">Which of the cases it was.</param>
/// <param name="CloseCode">
/// The WebSocket close code (RFC 6455 section 7.4, protocol section 11); 1006 where no close frame was seen.
/// </param>
/// <param name="Description">The text of the close frame, or a description of what happened; for people, never parsed.</param>
/// <param name="Exception">What failed locally, where something did.</param>
public sealed record RpcDisconnect(RpcDisconnectReason Reason, int CloseCode, string Description, Exception? Exception = null);
