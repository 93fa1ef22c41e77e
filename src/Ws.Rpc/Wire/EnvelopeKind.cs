namespace Ws.Rpc.Wire;

/// <summary>What a message, or an entry of a batch, is.</summary>
internal enum EnvelopeKind
{
    /// <summary>Not a message that can be acted on: it is answered with <see cref="Envelope.ErrorCode"/>.</summary>
    Invalid,

    /// <summary>A call that is to be answered.</summary>
    Request,

    /// <summary>A call that is never answered.</summary>
    Notification,

    /// <summary>The result of one of our requests.</summary>
    Result,

    /// <summary>The failure of one of our requests.</summary>
    Error,

    /// <summary>Several messages in an array, to be read with <see cref="BatchReader"/>.</summary>
    Batch,
}
