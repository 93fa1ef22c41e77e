using System;
using System.Collections.Concurrent;
using System.Threading;

namespace Ws.Rpc.Wire;

/// <summary>
/// Empty message buffers. Each thread has some of its own, which cost it nothing to take and to give; one that only gives, as a
/// receive loop does with what its peer has acknowledged, hands them on by the bundle to those that only take. Thread-safe.
/// </summary>
internal static class MessageBufferPool
{
    private const int Bundle = 32;
    private const int LargestShare = 32;

    private static readonly ConcurrentQueue<MessageBuffer[]> s_bundles = new();
    private static readonly ConcurrentQueue<MessageBuffer[]> s_empty = new();
    private static int s_shared;
    private static long s_made;

    // Room for two bundles: one that is at the end of what it has does not go to the others for each buffer.
    [ThreadStatic]
    private static MessageBuffer[]? s_own;

    [ThreadStatic]
    private static int s_count;

    /// <summary>How many were made so far: no more, in the long run, than are in use at a time.</summary>
    public static long Made => Volatile.Read(ref s_made);

    public static MessageBuffer Take()
    {
        if (s_count == 0 && !TryFetch())
        {
            Interlocked.Increment(ref s_made);
            return new MessageBuffer();
        }

        return s_own![--s_count];
    }

    public static void Give(MessageBuffer buffer)
    {
        MessageBuffer[] own = s_own ??= new MessageBuffer[2 * Bundle];
        if (s_count == own.Length)
        {
            HandOn(own);
        }

        own[s_count++] = buffer;
    }

    private static bool TryFetch()
    {
        if (!s_bundles.TryDequeue(out MessageBuffer[]? bundle))
        {
            return false;
        }

        Interlocked.Decrement(ref s_shared);
        bundle.CopyTo(s_own ??= new MessageBuffer[2 * Bundle], 0);
        s_count = Bundle;
        s_empty.Enqueue(bundle);
        return true;
    }

    // Where the others have enough, it is left to the collector.
    private static void HandOn(MessageBuffer[] own)
    {
        s_count -= Bundle;
        if (Interlocked.Increment(ref s_shared) > LargestShare)
        {
            Interlocked.Decrement(ref s_shared);
            own.AsSpan(s_count).Clear();
            return;
        }

        MessageBuffer[] bundle = s_empty.TryDequeue(out MessageBuffer[]? empty) ? empty : new MessageBuffer[Bundle];
        Array.Copy(own, s_count, bundle, 0, Bundle);
        s_bundles.Enqueue(bundle);
    }
}
