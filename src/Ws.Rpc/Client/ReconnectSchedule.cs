using System;

namespace Ws.Rpc.Client;

/// <summary>
/// When a client makes its next attempt, and whether it does: counts the attempts, over all connections that did not last. Used
/// by one loop.
/// </summary>
internal sealed class ReconnectSchedule(RpcReconnectPolicy policy, bool hasTokens, Func<double> chance, TimeProvider time)
{
    // What a timer surely takes.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private int _attempts;
    private bool _refreshed;
    private long _lostAt = time.GetTimestamp();

    /// <summary>Whether the last answer was no because there were enough attempts.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>The number of the attempt that <see cref="Next"/> spoke of.</summary>
    public int Attempt => _attempts;

    /// <summary>A connection that lasted for a while is over.</summary>
    public void Lost(TimeSpan lived)
    {
        _lostAt = time.GetTimestamp();
        if (lived >= policy.StableAfter)
        {
            _attempts = 0;
            _refreshed = false;
        }
    }

    /// <summary>How long to wait before the next attempt; <see langword="null"/> for none.</summary>
    /// <param name="advice">What follows from the end of the connection, or from the attempt before.</param>
    /// <param name="disconnect">How the connection ended.</param>
    /// <param name="failure">Why the attempt before failed.</param>
    public TimeSpan? Next(ReconnectAdvice advice, RpcDisconnect disconnect, Exception? failure)
    {
        IsExhausted = false;
        bool refreshes = advice.Step == ReconnectStep.Refresh;
        if (advice.Step == ReconnectStep.Never || (refreshes && (_refreshed || (advice.NeedsTokens && !hasTokens))))
        {
            return null;
        }

        if (_attempts >= policy.MaxAttempts)
        {
            IsExhausted = true;
            return null;
        }

        _attempts++;
        if (refreshes)
        {
            _refreshed = true;
            return TimeSpan.Zero;
        }

        // A server that says goodbye to each connection as soon as it is made is not come back to faster than one that drops it.
        bool isSpread = advice.Within is not null && _attempts == 1;
        TimeSpan? delay = isSpread ? TimeSpan.Zero : FromPolicy(disconnect, failure);
        IsExhausted = delay is null;
        TimeSpan least = advice.AtLeast + Part(advice.AtLeast + (advice.Within ?? TimeSpan.Zero));
        return delay < least ? least : delay > s_longest ? s_longest : delay;
    }

    private TimeSpan? FromPolicy(RpcDisconnect disconnect, Exception? failure)
    {
        if (policy.Delay is { } own)
        {
            TimeSpan? given = own(new RpcReconnectContext(_attempts, time.GetElapsedTime(_lostAt), disconnect, failure));
            return given < TimeSpan.Zero ? TimeSpan.Zero : given;
        }

        TimeSpan longest = policy.LongestDelay(_attempts);
        return policy.Jitter ? Part(longest) : longest;
    }

    private TimeSpan Part(TimeSpan whole) => TimeSpan.FromTicks((long)(whole.Ticks * chance()));
}
