using System;
using System.Buffers;
using System.ComponentModel;
using Ws.Rpc.Wire;

namespace Ws.Rpc.CompilerServices;

/// <summary>Writes values into an outgoing message. Valid only during the call that received it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RpcWriter
{
    private readonly MessageBuffer _buffer;

    internal RpcWriter(MessageBuffer buffer) => _buffer = buffer;

    /// <summary>Gets the message, for a writer that formats into it by itself.</summary>
    internal IBufferWriter<byte> Output => _buffer;

    /// <summary>Writes the comma between two arguments.</summary>
    public void Next() => _buffer.Write((byte)',');

    internal void Raw(ReadOnlySpan<byte> json) => _buffer.Write(json);

    internal void Text(ReadOnlySpan<char> text) => JsonText.Write(_buffer, text);

    internal void Raw(byte json) => _buffer.Write(json);

    internal Span<byte> GetSpan(int size) => _buffer.GetSpan(size);

    internal void Advance(int count) => _buffer.Advance(count);
}
