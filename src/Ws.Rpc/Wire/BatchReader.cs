using System;
using System.Text.Json;

namespace Ws.Rpc.Wire;

/// <summary>Walks the entries of a message that <see cref="EnvelopeReader"/> found to be a batch.</summary>
internal ref struct BatchReader
{
    private readonly ReadOnlySpan<byte> _message;
    private Utf8JsonReader _reader;

    public BatchReader(ReadOnlySpan<byte> message, WireLimits limits)
    {
        _message = message;
        _reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = limits.MaxDepth });
        _reader.Read();
    }

    /// <summary>The raw JSON of the entry, for <see cref="EnvelopeReader.ReadEntry"/>.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    public bool MoveNext()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        int start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        Current = _message[start..(int)_reader.BytesConsumed];
        return true;
    }
}
