using System;
using System.Buffers;

namespace Ws.Rpc.Transports;

/// <summary>
/// One pooled array for what was read: the message so far, and behind it what is not parsed yet. A message in one frame is never
/// moved unless the rest of it has to be read. Not thread-safe.
/// </summary>
internal sealed class FrameBuffer(ArrayPool<byte> pool)
{
    private const int SmallestArray = 16 * 1024;
    private const int LargestKeptArray = 64 * 1024;

    private byte[]? _bytes;
    private int _messageStart;
    private int _messageLength;
    private int _start;
    private int _end;

    /// <summary>What was read and is not parsed.</summary>
    public Span<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    public bool IsDrained => _start == _end;

    public ReadOnlyMemory<byte> Message => _bytes.AsMemory(_messageStart, _messageLength);

    public int MessageLength => _messageLength;

    public void Skip(int count) => _start += count;

    /// <summary>Makes the next bytes part of the message.</summary>
    public void Keep(int count)
    {
        if (_messageLength == 0)
        {
            _messageStart = _start;
        }
        else if (_messageStart + _messageLength < _start)
        {
            _bytes.AsSpan(_start, count).CopyTo(_bytes.AsSpan(_messageStart + _messageLength));
        }

        _messageLength += count;
        _start += count;
    }

    /// <summary>Lets go of the message, and of a large array as soon as what is unread fits a small one.</summary>
    public void Forget()
    {
        _messageLength = 0;
        if (_bytes is { Length: > LargestKeptArray } && _end - _start < SmallestArray)
        {
            MoveTo(_start == _end ? null : pool.Rent(SmallestArray));
        }
    }

    /// <summary>Room behind what is unread, for so many bytes at least.</summary>
    public Memory<byte> Reserve(int wanted)
    {
        if (_bytes is null || _bytes.Length - _end < wanted)
        {
            int needed = checked(_messageLength + _end - _start + wanted);

            // Twice as much at least, or a message of many fragments would be copied for each of them.
            int larger = Math.Max(SmallestArray, (int)Math.Min(_messageLength * 2L, Array.MaxLength));
            bool fits = _bytes is not null && needed <= _bytes.Length;
            MoveTo(fits ? _bytes : pool.Rent(Math.Max(needed, larger)));
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>So many bytes were read into what <see cref="Reserve"/> gave.</summary>
    public void Filled(int count) => _end += count;

    /// <summary>What is unread, in an array of its own.</summary>
    public FrameBuffer CopyUnread()
    {
        FrameBuffer copy = new(pool);
        if (!IsDrained)
        {
            Unread.CopyTo(copy.Reserve(_end - _start).Span);
            copy.Filled(_end - _start);
        }

        return copy;
    }

    public void Return()
    {
        _messageLength = 0;
        _start = _end;
        MoveTo(null);
    }

    private void MoveTo(byte[]? target)
    {
        int unread = _end - _start;
        if (target is not null)
        {
            // Both move down or to another array, and the message stands first, so neither overwrites the other.
            _bytes.AsSpan(_messageStart, _messageLength).CopyTo(target);
            _bytes.AsSpan(_start, unread).CopyTo(target.AsSpan(_messageLength));
        }

        if (_bytes is not null && !ReferenceEquals(_bytes, target))
        {
            pool.Return(_bytes);
        }

        _bytes = target;
        (_messageStart, _start, _end) = (0, _messageLength, _messageLength + unread);
    }
}
