using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>
/// A place in an <see cref="Outbox"/> for messages of which only the newest counts: at most one of them waits there. What it
/// holds is the outbox's, under its gate.
/// </summary>
internal sealed class LatestMessage
{
    /// <summary>The message that waits, if one does.</summary>
    public MessageBuffer? Waiting { get; set; }

    /// <summary>Whether no more are accepted.</summary>
    public bool IsOver { get; set; }
}
