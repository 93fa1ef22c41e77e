using System;

namespace Ws.Rpc;

/// <summary>
/// When a client connects again: after a random part of a time that grows with each attempt (protocol section 12), so that many
/// clients that were lost together do not come back together. What a server asks for with its close code or
/// <c>Retry-After</c> comes on top (protocol section 11). Immutable.
/// </summary>
public sealed record RpcReconnectPolicy
{
    /// <summary>Gets the longest time before the first attempt: 250 milliseconds by default.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Gets by what the time grows from one attempt to the next: 2.5 by default, so that of many clients that lost a server for
    /// 5 seconds or longer at most a quarter come back in any one second; at least 1.
    /// </summary>
    public double Factor { get; init; } = 2.5;

    /// <summary>Gets the longest time before any attempt: 30 seconds by default.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets whether the time is a random one, from nothing to the longest (<see langword="true"/>, the default), rather than
    /// always the longest.
    /// </summary>
    public bool Jitter { get; init; } = true;

    /// <summary>Gets after how many attempts the client gives up; <see langword="null"/> (the default) for never.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>
    /// Gets how long a connection has to last before attempts are counted anew: 10 seconds by default, so that a server which
    /// accepts and drops its clients is not stormed.
    /// </summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets a policy of your own, which gives the time before an attempt, or <see langword="null"/> to give up;
    /// <see langword="null"/> (the default) for the growing time described above. <see cref="MaxAttempts"/> holds for both.
    /// </summary>
    public Func<RpcReconnectContext, TimeSpan?>? Delay { get; init; }

    /// <summary>The longest time before an attempt.</summary>
    /// <param name="attempt">Its number, from 1.</param>
    internal TimeSpan LongestDelay(int attempt)
    {
        double ticks = BaseDelay.Ticks * Math.Pow(Factor, attempt - 1);
        return ticks < MaxDelay.Ticks ? TimeSpan.FromTicks((long)ticks) : MaxDelay;
    }
}
