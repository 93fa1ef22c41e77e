namespace Ws.Rpc.EndToEnd.Tests.Hostile;

internal enum HostileStepKind
{
    /// <summary>Bytes are sent.</summary>
    Send,

    /// <summary>The next message begins like this.</summary>
    Hear,

    /// <summary>One of the next messages begins like this.</summary>
    HearLater,

    /// <summary>The next frame is a pong with this payload.</summary>
    Pong,

    /// <summary>The next frame closes the connection with this code.</summary>
    Close,

    /// <summary>TCP ends without a word.</summary>
    End,

    /// <summary>An HTTP response of this status comes next.</summary>
    Status,

    /// <summary>The connection answers a call, and nothing was sent before.</summary>
    Alive,

    /// <summary>The connection answers a call, whatever else is sent before.</summary>
    Answers,
}
