using System;

namespace Ws.Rpc.Transports;

/// <summary>
/// Bytes to messages by the rules of RFC 6455, without any I/O: each frame is checked as soon as its header is there, and a
/// text as far as it has come. Not thread-safe.
/// </summary>
/// <param name="buffer">Where what was read stands, and the messages.</param>
/// <param name="isServer">Whether this is the server's side, to which clients send masked.</param>
/// <param name="maxMessageBytes">More is not read.</param>
internal sealed class FrameParser(FrameBuffer buffer, bool isServer, int maxMessageBytes)
{
    // Room for any header and control frame, and for many short messages a read.
    private const int LeastRead = 4 * 1024;

    // Fragments with payload are bounded by the size of the message; empty ones would go on for ever.
    private const int MaxEmptyFragments = 256;

    private FrameBuffer _buffer = buffer;
    private bool _drops;
    private bool _inFrame;
    private bool _inMessage;
    private bool _final;
    private uint _maskKey;
    private long _left;
    private int _checked;
    private int _emptyFragments;

    /// <summary>How many bytes more are worth a read.</summary>
    public int Wanted => _drops ? LeastRead : (int)Math.Max(LeastRead, _left);

    /// <summary>Neither a message nor a frame has begun.</summary>
    public bool IsBetweenMessages => !_inMessage && !_inFrame && _buffer.IsDrained;

    public FrameBreach? Breach { get; private set; }

    public int CloseCode { get; private set; }

    public string CloseReason { get; private set; } = string.Empty;

    /// <summary>From now on reads another buffer, where the old one left off, and drops what it reads.</summary>
    public void DropInto(FrameBuffer other)
    {
        _buffer = other;
        _drops = true;
    }

    /// <summary>
    /// The next thing that happened. For <see cref="FrameStep.Ping"/> what it carries is in <paramref name="payload"/>, until the
    /// next call.
    /// </summary>
    public FrameStep Next(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        while (true)
        {
            if (!_inFrame && ReadHeader(out payload) is { } step)
            {
                return step;
            }

            if (!TryReadPayload())
            {
                return Broken(FrameBreach.BadText);
            }

            if (_left > 0)
            {
                return FrameStep.NeedsInput;
            }

            _inFrame = false;
            _inMessage = !_final;
            if (_final)
            {
                return FrameStep.Message;
            }
        }
    }

    /// <summary>Nothing where a payload follows that can be read.</summary>
    private FrameStep? ReadHeader(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (!FrameHeader.TryRead(_buffer.Unread, isServer, out FrameHeader header))
        {
            return FrameStep.NeedsInput;
        }

        if (Check(header) is { } breach)
        {
            return Broken(breach);
        }

        return header.IsControl ? ReadControl(header, out payload) : BeginFrame(header);
    }

    private FrameBreach? Check(FrameHeader header)
    {
        if (header.HasReservedBits)
        {
            return FrameBreach.ReservedBits;
        }

        if (header.Masked != isServer)
        {
            return isServer ? FrameBreach.NotMasked : FrameBreach.MaskedByServer;
        }

        switch (header.Opcode)
        {
            case FrameOpcode.Continuation when !_inMessage:
                return FrameBreach.NothingToContinue;
            case FrameOpcode.Text or FrameOpcode.Binary when _inMessage:
                return FrameBreach.NotContinued;
            case FrameOpcode.Close or FrameOpcode.Ping or FrameOpcode.Pong
                when !header.IsFinal || header.PayloadLength is < 0 or > FrameHeader.MaxControlPayload:
                return FrameBreach.BadControl;
            case FrameOpcode.Close when header.PayloadLength == 1:
                return FrameBreach.BadClose;
            case FrameOpcode.Continuation or FrameOpcode.Text or FrameOpcode.Binary
                or FrameOpcode.Close or FrameOpcode.Ping or FrameOpcode.Pong:
                return header.ShortestForm && header.PayloadLength >= 0 ? null : FrameBreach.BadLength;
            default:
                return FrameBreach.UnknownOpcode(header.Opcode);
        }
    }

    private FrameStep ReadControl(FrameHeader header, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        int length = (int)header.PayloadLength;
        if (_buffer.Unread.Length < header.Length + length)
        {
            return FrameStep.NeedsInput;
        }

        Span<byte> bytes = _buffer.Unread.Slice(header.Length, length);
        _buffer.Skip(header.Length + length);
        Unmask(bytes, header.MaskKey);
        payload = bytes;
        if (header.Opcode != FrameOpcode.Close)
        {
            return header.Opcode == FrameOpcode.Ping ? FrameStep.Ping : FrameStep.Pong;
        }

        if (CloseFrame.TryRead(bytes, out int code, out string reason) is { } breach)
        {
            return Broken(breach);
        }

        (CloseCode, CloseReason) = (code, reason);
        return FrameStep.Close;
    }

    /// <summary>Nothing where the payload can be read.</summary>
    private FrameStep? BeginFrame(FrameHeader header)
    {
        if (!_drops)
        {
            if (header.Opcode == FrameOpcode.Binary)
            {
                return FrameStep.Binary;
            }

            if (!_inMessage)
            {
                (_checked, _emptyFragments) = (0, 0);
            }

            if (header.PayloadLength > maxMessageBytes - _buffer.MessageLength)
            {
                return FrameStep.TooBig;
            }
        }

        _buffer.Skip(header.Length);
        (_inFrame, _final, _maskKey, _left) = (true, header.IsFinal, header.MaskKey, header.PayloadLength);
        bool empty = _left == 0 && !_final;
        return empty && !_drops && ++_emptyFragments > MaxEmptyFragments ? FrameStep.TooManyEmptyFragments : null;
    }

    /// <summary>Takes what there is of the frame's payload; <c>false</c>: it is not text.</summary>
    private bool TryReadPayload()
    {
        Span<byte> unread = _buffer.Unread;
        int count = (int)Math.Min(_left, unread.Length);
        _left -= count;
        if (_drops)
        {
            _buffer.Skip(count);
            return true;
        }

        Unmask(unread[..count], _maskKey);
        _maskKey = FrameMask.Rotate(_maskKey, count);
        _buffer.Keep(count);
        ReadOnlySpan<byte> text = _buffer.Message.Span[_checked..];
        bool valid = Utf8Check.IsValidSoFar(text, out int whole);
        _checked += whole;
        return valid && (_left > 0 || !_final || whole == text.Length);
    }

    private void Unmask(Span<byte> bytes, uint key)
    {
        if (isServer)
        {
            FrameMask.Apply(bytes, bytes, key);
        }
    }

    private FrameStep Broken(FrameBreach breach)
    {
        Breach = breach;
        return FrameStep.Breach;
    }
}
