using System;
using System.Buffers;
using System.Collections.Generic;
using System.ComponentModel;
using Ws.Rpc.Wire;

namespace Ws.Rpc.CompilerServices;

/// <summary>Writes values into an outgoing message. Valid only during the call that received it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RpcWriter
{
    private readonly MessageBuffer _buffer;
    private readonly RpcArgumentStreams? _streams;

    internal RpcWriter(MessageBuffer buffer, RpcArgumentStreams? streams = null)
    {
        _buffer = buffer;
        _streams = streams;
    }

    /// <summary>Gets the message, for a writer that formats into it by itself.</summary>
    internal IBufferWriter<byte> Output => _buffer;

    /// <summary>Writes the comma between two arguments.</summary>
    public void Next() => _buffer.Write((byte)',');

    /// <summary>Writes what stands for a stream of items, which follow the call (protocol section 7).</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items; enumerated while the call runs, and as far as the peer asks for them.</param>
    /// <param name="codec">Writes one item.</param>
    public void WriteStream<T>(IAsyncEnumerable<T>? items, RpcCodec<T> codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        if (items is null)
        {
            _buffer.Write("null"u8);
            return;
        }

        if (_streams is null)
        {
            throw new InvalidOperationException("Only a call that is answered can send a stream.");
        }

        _streams.Write(_buffer, items, codec);
    }

    internal void Raw(ReadOnlySpan<byte> json) => _buffer.Write(json);

    internal void Text(ReadOnlySpan<char> text) => JsonText.Write(_buffer, text);

    internal void Raw(byte json) => _buffer.Write(json);

    internal Span<byte> GetSpan(int size) => _buffer.GetSpan(size);

    internal void Advance(int count) => _buffer.Advance(count);
}
