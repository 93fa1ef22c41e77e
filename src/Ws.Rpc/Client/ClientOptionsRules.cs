using System;
using System.Threading;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Client;

/// <summary>What options of a client make sense.</summary>
internal static class ClientOptionsRules
{
    // What a timer can wait for.
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <exception cref="ArgumentOutOfRangeException">One does not; it is named.</exception>
    public static void ThrowIfBroken(RpcClientOptions options)
    {
        ThrowIfNotPositive(options.MaxMessageBytes, nameof(options.MaxMessageBytes));
        ThrowIfNotPositive(options.OutgoingQueueBytes, nameof(options.OutgoingQueueBytes));
        ThrowIfNotPositive(options.MaxConcurrentCalls, nameof(options.MaxConcurrentCalls));
        ThrowIfNotPositive(options.MaxPendingCalls, nameof(options.MaxPendingCalls));
        ThrowIfNotPositive(options.MaxStreamBytes, nameof(options.MaxStreamBytes));
        ThrowIfNotPositive(options.MaxStreams, nameof(options.MaxStreams));
        ThrowIfNotPositive(options.MaxStreamTokens, nameof(options.MaxStreamTokens));
        ThrowIfNotWaitable(options.StreamIdleTimeout, nameof(options.StreamIdleTimeout));
        ThrowIfNoCredit(options.StreamCredit, nameof(options.StreamCredit));
        ThrowIfNotWaitable(options.ConnectTimeout, nameof(options.ConnectTimeout));
        ThrowIfNotWaitable(options.CloseTimeout, nameof(options.CloseTimeout));
        ThrowIfNoTime(options.CallTimeout, nameof(options.CallTimeout));
        ThrowIfNoTime(options.MessageTimeout, nameof(options.MessageTimeout));
        ThrowIfNoTime(options.HeartbeatInterval, nameof(options.HeartbeatInterval));
        ThrowIfNoTime(options.HeartbeatTimeout, nameof(options.HeartbeatTimeout));
        ThrowIfNotPositive(options.MaxWaitingCalls, nameof(options.MaxWaitingCalls));
        if (options.Reconnect is { } policy)
        {
            ThrowIfBroken(policy);
        }
    }

    private static void ThrowIfBroken(RpcReconnectPolicy policy)
    {
        ThrowIfNotWaitable(policy.BaseDelay, nameof(policy.BaseDelay));
        ThrowIfNotWaitable(policy.MaxDelay, nameof(policy.MaxDelay));
        ThrowIfNotPositive(policy.MaxAttempts ?? 1, nameof(policy.MaxAttempts));
        ThrowIfShrinking(policy.Factor, nameof(policy.Factor));
        ThrowIfNegative(policy.StableAfter, nameof(policy.StableAfter));
    }

    private static void ThrowIfShrinking(double factor, string name)
    {
        if (!(factor >= 1))
        {
            throw new ArgumentOutOfRangeException(name, factor, "The factor must be at least 1.");
        }
    }

    private static void ThrowIfNegative(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, value, "The time must not be negative.");
        }
    }

    private static void ThrowIfNotPositive(int value, string name)
    {
        if (value <= 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must be greater than zero.");
        }
    }

    private static void ThrowIfNoCredit(int value, string name)
    {
        if (value < 0 || value > WireLimits.Default.MaxCredit)
        {
            throw new ArgumentOutOfRangeException(name, value, $"A credit is from 0 to {WireLimits.Default.MaxCredit}.");
        }
    }

    private static void ThrowIfNoTime(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan)
        {
            ThrowIfNotWaitable(value, name);
        }
    }

    private static void ThrowIfNotWaitable(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero || value > s_longest)
        {
            throw new ArgumentOutOfRangeException(name, value, $"The time must be greater than zero and at most {s_longest}.");
        }
    }
}
