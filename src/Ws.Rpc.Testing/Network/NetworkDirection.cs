using System;
using Ws.Rpc.Testing.Network;

namespace Ws.Rpc.Testing;

/// <summary>One direction of a <see cref="NetworkConnection"/>: what it does to the bytes in it. Thread-safe.</summary>
public sealed class NetworkDirection
{
    private readonly Action<NetworkDirection, NetworkFault> _fail;

    internal NetworkDirection(string name, TimeProvider time, int seed, Action<NetworkDirection, NetworkFault> fail)
    {
        Name = name;
        _fail = fail;
        Line = new NetworkLine(time, seed, fault => fail(this, fault));
    }

    /// <summary>Gets or sets how long bytes sent from now on are under way: not at all by default.</summary>
    public TimeSpan Delay
    {
        get => Line.Get(static queue => queue.Delay);
        set => Line.Set(queue => queue.Delay = value);
    }

    /// <summary>
    /// Gets or sets how much longer than <see cref="Delay"/> they may be under way, at random: not at all by default. Bytes never
    /// overtake each other.
    /// </summary>
    public TimeSpan Jitter
    {
        get => Line.Get(static queue => queue.Jitter);
        set => Line.Set(queue => queue.Jitter = value);
    }

    /// <summary>
    /// Gets or sets how many bytes arrive at once at most: any number by default. With a limit each reading yields a random
    /// number from 1 up to it.
    /// </summary>
    public int MaxChunk
    {
        get => Line.Get(static queue => queue.MaxChunk);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Line.Set(queue => queue.MaxChunk = value);
        }
    }

    /// <summary>Gets how many bytes were sent.</summary>
    public long SentBytes => Line.Get(static queue => queue.Sent);

    /// <summary>Gets how many bytes arrived and were read.</summary>
    public long DeliveredBytes => Line.Get(static queue => queue.Delivered);

    internal string Name { get; }

    internal NetworkLine Line { get; }

    /// <summary>
    /// Lets something happen when exactly so many bytes have been read at the far end: at once, if they have been already.
    /// </summary>
    /// <param name="position">How many bytes, from the beginning of the connection; not negative.</param>
    /// <param name="fault">What happens. At most one thing happens at one position: the last that was said.</param>
    public void At(long position, NetworkFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, 0);
        if (!Line.TryPlan(position, fault))
        {
            _fail(this, fault);
        }
    }

    /// <summary>
    /// Holds what is sent, and what is under way, until <see cref="GoOn"/>. A writer waits when 64 KiB are held.
    /// </summary>
    public void Stall() => _fail(this, NetworkFault.Stall);

    /// <summary>Ends a <see cref="Stall"/>: what was held arrives, in order.</summary>
    public void GoOn() => Line.GoOn();

    /// <summary>From now on nothing arrives, without the writer being told: a black hole, for good.</summary>
    public void Drop() => _fail(this, NetworkFault.Drop);

    /// <summary>Ends this direction (FIN) behind what is under way.</summary>
    public void End() => _fail(this, NetworkFault.End);
}
