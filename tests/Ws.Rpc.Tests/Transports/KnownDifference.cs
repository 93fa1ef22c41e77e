namespace Ws.Rpc.Tests.Transports;

/// <summary>Where frames of our own differ from System.Net.WebSockets, on purpose.</summary>
public enum KnownDifference
{
    /// <summary>None: messages, end, and the close code sent are the same.</summary>
    Same,

    /// <summary>
    /// The framework accepts a length that is not in its shortest form. RFC 6455 section 5.2: "the minimal number of bytes MUST be
    /// used".
    /// </summary>
    LongerLength,

    /// <summary>
    /// A message that its header already shows to be too big is refused with 1009 before any of it is buffered. Over the framework
    /// it is found when the limit is passed, and only if nothing else was wrong with it and it did not end before.
    /// </summary>
    TooBigByHeader,

    /// <summary>A binary message is refused by its header; over the framework only where what has begun to arrive does not end.</summary>
    BinaryByHeader,

    /// <summary>A reason that is not UTF-8 is told with 1007, as RFC 6455 section 8.1 asks for; by the framework with 1002.</summary>
    CloseReason,

    /// <summary>
    /// The framework does not notice that a text is cut within a character when its last fragment is empty (RFC 6455 section 8.1).
    /// </summary>
    CutBeforeEmptyFragment,

    /// <summary>
    /// What is not text is told by the first byte that shows it. The framework tells it when the frame is whole or its buffer full,
    /// some characters a byte or two later, and so not at all where the connection ends or another rule is broken before.
    /// </summary>
    BadTextSooner,
}
