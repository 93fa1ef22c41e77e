using System;

namespace Ws.Rpc.Client;

/// <summary>What the end of a connection, or the failure to make one, means for the next attempt (protocol section 11).</summary>
/// <param name="Step">What to do.</param>
/// <param name="Reason">What it was.</param>
internal sealed record ReconnectAdvice(ReconnectStep Step, RpcDisconnectReason Reason)
{
    /// <summary>
    /// The least time to wait, to which a random part of it is added: everybody who was told the same would come back together.
    /// </summary>
    public TimeSpan AtLeast { get; init; }

    /// <summary>Within what time, drawn by chance, the next attempt is made, whatever the policy says of it.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>Whether it helps only those who have a source of fresh tokens.</summary>
    public bool NeedsTokens { get; init; }

    /// <summary>Whether the session may be resumed.</summary>
    public bool MayResume { get; init; } = true;
}
