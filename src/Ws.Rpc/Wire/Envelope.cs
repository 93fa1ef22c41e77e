using System;

namespace Ws.Rpc.Wire;

/// <summary>
/// One message as <see cref="EnvelopeReader"/> understood it; its spans point into the message or the scratch space.
/// </summary>
internal ref struct Envelope
{
    public EnvelopeKind Kind;

    /// <summary>None for a notification, and where the message that is answered or refused cannot be identified.</summary>
    public RequestId Id;

    /// <summary>The method's name in UTF-8, unescaped.</summary>
    public ReadOnlySpan<byte> Method;

    /// <summary>The raw JSON array or object; empty where absent or <c>null</c>.</summary>
    public ReadOnlySpan<byte> Params;

    /// <summary>The raw JSON of <c>result</c> or <c>error</c>.</summary>
    public ReadOnlySpan<byte> Payload;

    /// <summary>How many items of a stream may be sent at once, where the message said so (protocol section 7).</summary>
    public int? Credit;

    /// <summary>Where a stream is to be continued, where the message said so (protocol section 7).</summary>
    public string? After;

    /// <summary>The raw JSON of <c>traceparent</c>, whatever it is; empty where absent.</summary>
    public ReadOnlySpan<byte> TraceParent;

    /// <summary>The raw JSON of <c>tracestate</c>, whatever it is; empty where absent.</summary>
    public ReadOnlySpan<byte> TraceState;

    /// <summary>For <see cref="EnvelopeKind.Invalid"/>, the code to answer.</summary>
    public int ErrorCode;

    /// <summary>For <see cref="EnvelopeKind.Invalid"/>, what is wrong, in words that hold nothing of the peer's.</summary>
    public string? ErrorDetail;

    public static Envelope Invalid(RequestId id, int code, string detail) =>
        new() { Kind = EnvelopeKind.Invalid, Id = id, ErrorCode = code, ErrorDetail = detail };
}
