using System;
using System.Threading;

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
        ThrowIfNotWaitable(options.ConnectTimeout, nameof(options.ConnectTimeout));
        ThrowIfNotWaitable(options.CloseTimeout, nameof(options.CloseTimeout));
        if (options.CallTimeout != Timeout.InfiniteTimeSpan)
        {
            ThrowIfNotWaitable(options.CallTimeout, nameof(options.CallTimeout));
        }
    }

    private static void ThrowIfNotPositive(int value, string name)
    {
        if (value <= 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must be greater than zero.");
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
