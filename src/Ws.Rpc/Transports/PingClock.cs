using System;
using System.Buffers.Binary;
using System.Threading;

namespace Ws.Rpc.Transports;

/// <summary>
/// Numbers our pings and times their pongs, which carry the same number (RFC 6455 section 5.5.3). Thread-safe.
/// </summary>
internal sealed class PingClock(TimeProvider time)
{
    public const int PayloadBytes = sizeof(long);

    // Guards all fields below.
    private readonly Lock _gate = new();
    private long _number;
    private long _sentAt;
    private bool _waits;
    private TimeSpan? _latency;

    /// <summary>How long the pong that came last was on its way, there and back; nothing before the first.</summary>
    public TimeSpan? Latency
    {
        get
        {
            lock (_gate)
            {
                return _latency;
            }
        }
    }

    /// <summary>Begins to time a ping and writes what it carries; one before it is timed no more.</summary>
    public void Begin(Span<byte> payload)
    {
        lock (_gate)
        {
            _number++;
            _waits = true;
            _sentAt = time.GetTimestamp();
            BinaryPrimitives.WriteInt64BigEndian(payload, _number);
        }
    }

    /// <summary>A pong came; one that answers nothing of ours is ignored.</summary>
    public void End(ReadOnlySpan<byte> payload)
    {
        if (payload.Length != PayloadBytes)
        {
            return;
        }

        lock (_gate)
        {
            if (_waits && BinaryPrimitives.ReadInt64BigEndian(payload) == _number)
            {
                _waits = false;
                _latency = time.GetElapsedTime(_sentAt);
            }
        }
    }
}
