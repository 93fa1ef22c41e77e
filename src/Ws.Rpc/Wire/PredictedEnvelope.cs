using System;
using System.Buffers.Text;

namespace Ws.Rpc.Wire;

/// <summary>
/// Recognises the messages that our own writers and most others write, by comparing bytes: members in the order of protocol
/// section 3, an integer id, nothing escaped, nothing behind <c>params</c> or <c>result</c>, arguments by position (or the
/// members of a <c>$/stream</c>). The payload is not looked at: whoever reads it must come to its very end, and otherwise ask
/// <see cref="EnvelopeReader"/>, whose word is final.
/// </summary>
internal static class PredictedEnvelope
{
    private static ReadOnlySpan<byte> Head => """{"jsonrpc":"2.0","""u8;

    private static ReadOnlySpan<byte> IdMember => "\"id\":"u8;

    private static ReadOnlySpan<byte> MethodMember => "\"method\":\""u8;

    private static ReadOnlySpan<byte> ParamsMember => "\",\"params\":"u8;

    private static ReadOnlySpan<byte> ResultMember => "\"result\":"u8;

    public static bool TryRead(ReadOnlySpan<byte> message, WireLimits limits, out Envelope envelope)
    {
        envelope = default;
        if (!message.StartsWith(Head) || message[^1] != (byte)'}')
        {
            return false;
        }

        ReadOnlySpan<byte> rest = message[Head.Length..^1];
        bool hasId = rest.StartsWith(IdMember);
        if (hasId && !TryReadId(ref rest, out envelope.Id))
        {
            return false;
        }

        if (rest.StartsWith(MethodMember))
        {
            envelope.Kind = hasId ? EnvelopeKind.Request : EnvelopeKind.Notification;
            return TryReadCall(rest[MethodMember.Length..], limits, ref envelope);
        }

        envelope.Kind = EnvelopeKind.Result;
        envelope.Payload = rest.StartsWith(ResultMember) ? rest[ResultMember.Length..] : default;
        return hasId && !envelope.Payload.IsEmpty;
    }

    private static bool TryReadId(ref ReadOnlySpan<byte> rest, out RequestId id)
    {
        rest = rest[IdMember.Length..];
        if (!Utf8Parser.TryParse(rest, out long number, out int length) || length >= rest.Length || rest[length] != (byte)',')
        {
            id = default;
            return false;
        }

        id = new RequestId(number);

        // What is echoed must be the same bytes: "007" and "-0" are the other reader's.
        Span<byte> canonical = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, canonical, out int written);
        bool same = canonical[..written].SequenceEqual(rest[..length]);
        rest = rest[(length + 1)..];
        return same;
    }

    // Many and long: their items are worth being read only once.
    private static bool IsStreamFrame(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> method) =>
        rest[^1] == (byte)'}' && rest[ParamsMember.Length] == (byte)'{' && method.SequenceEqual("$/stream"u8);

    private static bool TryReadCall(ReadOnlySpan<byte> rest, WireLimits limits, ref Envelope envelope)
    {
        int end = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0 || rest[end] == (byte)'\\' || end > limits.MaxMethodBytes)
        {
            return false;
        }

        envelope.Method = rest[..end];
        rest = rest[end..];
        if (rest.Length == 1)
        {
            return true;
        }

        if (!rest.StartsWith(ParamsMember)
            || (!(rest[^1] == (byte)']' && rest[ParamsMember.Length] == (byte)'[') && !IsStreamFrame(rest, envelope.Method)))
        {
            return false;
        }

        envelope.Params = rest[ParamsMember.Length..];
        return true;
    }
}
