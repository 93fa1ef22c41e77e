using System;
using System.Text.Json;

namespace Ws.Rpc.Wire;

/// <summary>
/// Reads what a message is in one pass, without a DOM and without strings (protocol sections 3, 17 and 18). Never throws,
/// whatever the bytes are: what cannot be acted on is <see cref="EnvelopeKind.Invalid"/> and says what to answer. Nothing is
/// reported before the message has been read to its end.
/// </summary>
internal static class EnvelopeReader
{
    /// <summary>Reads a whole message.</summary>
    /// <param name="message">The bytes of one text message.</param>
    /// <param name="scratch"><see cref="WireLimits.MaxMethodBytes"/> bytes for a method name that has to be unescaped.</param>
    /// <param name="limits">What the message may cost.</param>
    public static Envelope Read(ReadOnlySpan<byte> message, Span<byte> scratch, WireLimits limits) =>
        Read(message, scratch, limits, inBatch: false);

    /// <summary>Reads one entry of a batch; an array is no entry, nor is what belongs to a session or a stream.</summary>
    /// <param name="entry">The bytes of the entry.</param>
    /// <param name="scratch">As for <see cref="Read(ReadOnlySpan{byte}, Span{byte}, WireLimits)"/>.</param>
    /// <param name="limits">What the entry may cost.</param>
    public static Envelope ReadEntry(ReadOnlySpan<byte> entry, Span<byte> scratch, WireLimits limits) =>
        Read(entry, scratch, limits, inBatch: true);

    private static Envelope Read(ReadOnlySpan<byte> message, Span<byte> scratch, WireLimits limits, bool inBatch)
    {
        try
        {
            Utf8JsonReader reader = new(message, new JsonReaderOptions { MaxDepth = limits.MaxDepth });
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                return new EnvelopeScanner(message, scratch, limits).Scan(ref reader, inBatch);
            }

            return reader.TokenType == JsonTokenType.StartArray && !inBatch
                ? ReadBatch(ref reader, limits)
                : ReadOther(ref reader, inBatch);
        }
        catch (JsonException)
        {
            return Envelope.Invalid(RequestId.None, RpcErrorCode.ParseError, EnvelopeProblemTexts.NotJson);
        }
    }

    private static Envelope ReadBatch(scoped ref Utf8JsonReader reader, WireLimits limits)
    {
        int entries = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            entries++;
            reader.Skip();
        }

        reader.Read();
        if (entries == 0)
        {
            return Envelope.Invalid(RequestId.None, RpcErrorCode.InvalidRequest, EnvelopeProblemTexts.EmptyBatch);
        }

        return entries > limits.MaxBatchEntries
            ? Envelope.Invalid(RequestId.None, RpcErrorCode.BatchTooLarge, EnvelopeProblemTexts.BatchTooLarge)
            : new Envelope { Kind = EnvelopeKind.Batch };
    }

    private static Envelope ReadOther(scoped ref Utf8JsonReader reader, bool inBatch)
    {
        reader.Skip();
        reader.Read();
        string detail = inBatch ? EnvelopeProblemTexts.EntryNotAnObject : EnvelopeProblemTexts.NotAnObject;
        return Envelope.Invalid(RequestId.None, RpcErrorCode.InvalidRequest, detail);
    }
}
