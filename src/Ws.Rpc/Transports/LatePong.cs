using System;

namespace Ws.Rpc.Transports;

/// <summary>
/// The answers to pings that are not on their way: while one waits to be sent, only the newest of those that follow is kept
/// (RFC 6455 section 5.5.3), so that a flood of pings costs no memory. Not thread-safe.
/// </summary>
internal sealed class LatePong
{
    private bool _sending;
    private byte[]? _bytes;
    private int _length = -1;

    public bool IsThere => _length >= 0;

    /// <summary>Whether to send this one now; otherwise it is kept, in place of an older one.</summary>
    public bool TryBegin(ReadOnlySpan<byte> payload, bool flushing)
    {
        if (!_sending && !flushing)
        {
            return _sending = true;
        }

        _bytes ??= new byte[FrameHeader.MaxControlPayload];
        payload.CopyTo(_bytes);
        _length = payload.Length;
        return false;
    }

    /// <summary>Those before are on their way, and with them the kept one, unless nothing may be sent any more.</summary>
    public void MoveTo(SendBuffer buffer, bool closed)
    {
        if (IsThere && !closed)
        {
            buffer.Append(FrameOpcode.Pong, _bytes.AsSpan(0, _length));
        }

        _sending = false;
        Drop();
    }

    public void Drop() => _length = -1;
}
