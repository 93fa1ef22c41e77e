using System;

namespace Ws.Rpc.Sessions;

/// <summary>How a peer can go on after the loss of its connection.</summary>
/// <param name="Token">The secret that it has to show, once.</param>
/// <param name="Window">How long the session is kept.</param>
/// <param name="BufferBytes">How much is kept of what it has not acknowledged.</param>
internal sealed record ResumeOffer(string Token, TimeSpan Window, int BufferBytes);
