using System;
using System.Buffers;
using System.Buffers.Binary;

namespace Ws.Rpc.Testing.Messages;

/// <summary>
/// Reads the text messages out of what a server sends on one connection: the response to the handshake, then frames without masks
/// (RFC 6455 section 5). It looks on only; a broken frame is the client's to complain about.
/// </summary>
internal sealed class FrameDecoder(ReceivedMessages messages)
{
    private const int Continuation = 0;
    private const int Text = 1;
    private const int Control = 8;

    private readonly ArrayBufferWriter<byte> _message = new();
    private byte[] _bytes = [];
    private bool _shaken;
    private bool _isText;
    private bool _ended;

    /// <summary>Reads on.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_ended)
        {
            return;
        }

        _bytes = [.. _bytes, .. bytes];
        int used = _shaken ? 0 : SkipResponse();
        while (_shaken && !_ended && TryReadFrame(_bytes.AsSpan(used), out int length))
        {
            used += length;
        }

        _bytes = _bytes[used..];
    }

    private int SkipResponse()
    {
        int end = _bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return 0;
        }

        // Whatever follows a refusal is no frame.
        _shaken = _bytes.AsSpan().StartsWith("HTTP/1.1 101"u8);
        _ended = !_shaken;
        return end + 4;
    }

    private bool TryReadFrame(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < 2 || !TryReadLength(bytes, out int header, out long payload) || bytes.Length - header < payload)
        {
            return false;
        }

        length = header + (int)payload;
        bool isLast = (bytes[0] & 0x80) != 0;
        bool isCompressed = (bytes[0] & 0x40) != 0;
        int opcode = bytes[0] & 0x0F;
        if (isCompressed)
        {
            _ended = true;
            messages.Fail("The server's messages are compressed: switch compression off where they are to be recorded.");
        }
        else if (opcode < Control)
        {
            AddPayload(opcode, bytes.Slice(header, (int)payload), isLast);
        }

        return true;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> bytes, out int header, out long payload)
    {
        payload = bytes[1] & 0x7F;
        header = payload switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < header)
        {
            return false;
        }

        if (header == 4)
        {
            payload = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        }
        else if (header == 10)
        {
            payload = BinaryPrimitives.ReadInt64BigEndian(bytes[2..]);
        }

        return true;
    }

    private void AddPayload(int opcode, ReadOnlySpan<byte> payload, bool isLast)
    {
        _isText = opcode == Continuation ? _isText : opcode == Text;
        _message.Write(payload);
        if (isLast)
        {
            if (_isText)
            {
                messages.Record(_message.WrittenSpan.ToArray());
            }

            _message.ResetWrittenCount();
        }
    }
}
