using System;
using System.Collections.Generic;

namespace Ws.Rpc.Testing.Network;

/// <summary>
/// The bytes of one direction that are under way: when they arrive, how many at once, and what happens where. Used under its
/// owner's lock.
/// </summary>
internal sealed class SegmentQueue(TimeProvider time, int seed)
{
    // As much as is sent ahead of a reader that does not read; then the writer waits, as TCP's would.
    private const int Window = 64 * 1024;

    private readonly Random _random = new(seed);
    private readonly Queue<Segment> _segments = new();
    private readonly SortedList<long, NetworkFault> _faults = [];
    private int _waiting;
    private long _latestArrival;

    public TimeSpan Delay { get; set; }

    public TimeSpan Jitter { get; set; }

    public int MaxChunk { get; set; } = int.MaxValue;

    public long Sent { get; private set; }

    public long Delivered { get; private set; }

    public bool IsEmpty => _segments.Count == 0;

    public void Plan(long position, NetworkFault fault) => _faults[position] = fault;

    /// <summary>What is to happen now that so many bytes were read.</summary>
    public NetworkFault? TakeFault()
    {
        if (_faults.Count == 0 || _faults.Keys[0] != Delivered)
        {
            return null;
        }

        NetworkFault fault = _faults.Values[0];
        _faults.RemoveAt(0);
        return fault;
    }

    /// <summary>Takes of these bytes what there is room for.</summary>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, Window - _waiting);
        if (count > 0)
        {
            Sent += count;
            _waiting += count;
            _segments.Enqueue(new Segment(bytes[..count].ToArray(), NextArrival()));
        }

        return count;
    }

    /// <summary>Bytes that never arrive.</summary>
    public void Lose(int count) => Sent += count;

    /// <summary>How long until there is something to read, be it the end behind the last byte; zero if there is.</summary>
    public TimeSpan UntilArrival()
    {
        long arrival = _segments.TryPeek(out Segment? first) ? first.Arrival : _latestArrival;
        long now = time.GetTimestamp();
        return arrival <= now
            ? TimeSpan.Zero
            : TimeSpan.FromTicks((long)Math.Ceiling((double)(arrival - now) / time.TimestampFrequency * TimeSpan.TicksPerSecond));
    }

    public int Receive(Span<byte> buffer)
    {
        Segment first = _segments.Peek();
        int count = Math.Min(buffer.Length, first.Rest.Length);
        if (MaxChunk < int.MaxValue)
        {
            count = Math.Min(count, _random.Next(MaxChunk) + 1);
        }

        if (_faults.Count > 0)
        {
            count = (int)Math.Min(count, _faults.Keys[0] - Delivered);
        }

        first.Rest[..count].CopyTo(buffer);
        first.Take(count);
        if (first.Rest.IsEmpty)
        {
            _segments.Dequeue();
        }

        Delivered += count;
        _waiting -= count;
        return count;
    }

    public void Clear()
    {
        _segments.Clear();
        _waiting = 0;
        _latestArrival = time.GetTimestamp();
    }

    private long NextArrival()
    {
        if (Delay > TimeSpan.Zero || Jitter > TimeSpan.Zero)
        {
            double seconds = (Delay + (Jitter * _random.NextDouble())).TotalSeconds;
            long arrival = time.GetTimestamp() + (long)Math.Ceiling(seconds * time.TimestampFrequency);
            _latestArrival = Math.Max(_latestArrival, arrival);
        }

        return _latestArrival;
    }
}
