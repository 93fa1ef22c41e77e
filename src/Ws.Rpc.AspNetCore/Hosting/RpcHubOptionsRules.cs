using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.Extensions.Options;
using Ws.Rpc.AspNetCore.Handshake;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>What options of a hub make sense.</summary>
internal static class RpcHubOptionsRules
{
    // Protocol section 7.
    private const int MaxCredit = 65_535;

    // What a timer can wait for.
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <exception cref="OptionsValidationException">At least one does not; its message names all.</exception>
    public static void ThrowIfBroken(RpcHubOptions options)
    {
        string[] failures = [.. Failures(options)];
        if (failures.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(RpcHubOptions), failures);
        }
    }

    private static IEnumerable<string> Failures(RpcHubOptions options) =>
        new[]
        {
            Positive(options.MaxMessageBytes, nameof(options.MaxMessageBytes)),
            Positive(options.MaxConcurrentCalls, nameof(options.MaxConcurrentCalls)),
            Positive(options.MaxPendingCalls, nameof(options.MaxPendingCalls)),
            Positive(options.OutgoingQueueBytes, nameof(options.OutgoingQueueBytes)),
            Positive(options.OutgoingQueueFrames, nameof(options.OutgoingQueueFrames)),
            Positive(options.MaxConnections ?? 1, nameof(options.MaxConnections)),
            Positive(options.MaxConnectionsPerUser ?? 1, nameof(options.MaxConnectionsPerUser)),
            Positive(options.MaxConnectionsPerAddress ?? 1, nameof(options.MaxConnectionsPerAddress)),
            options.HandshakeTimeout == Timeout.InfiniteTimeSpan
                ? null
                : Waitable(options.HandshakeTimeout, nameof(options.HandshakeTimeout)),
            options.CallTimeout == Timeout.InfiniteTimeSpan ? null : Waitable(options.CallTimeout, nameof(options.CallTimeout)),
            Waitable(options.CloseTimeout, nameof(options.CloseTimeout)),
            Positive(options.MaxStreams, nameof(options.MaxStreams)),
            Positive(options.MaxStreamTokens, nameof(options.MaxStreamTokens)),
            Waitable(options.StreamIdleTimeout, nameof(options.StreamIdleTimeout)),
            Credit(options.StreamCredit, nameof(options.StreamCredit)),
        }.OfType<string>().Concat(options.SubProtocolAliases.Where(IsBad).Select(
            static alias => $"{nameof(RpcHubOptions)}.{nameof(RpcHubOptions.SubProtocolAliases)}: '{alias}' cannot be echoed."))
        .Concat(options.AllowedOrigins.Where(static origin => !OriginPolicy.IsValid(origin)).Select(
            static origin => $"{nameof(RpcHubOptions)}.{nameof(RpcHubOptions.AllowedOrigins)}: '{origin}' is no origin."));

    private static string? Positive(int value, string name) =>
        value > 0 ? null : $"{nameof(RpcHubOptions)}.{name} is {value}, but must be greater than zero.";

    private static string? Credit(int value, string name) => value is >= 0 and <= MaxCredit
        ? null
        : $"{nameof(RpcHubOptions)}.{name} is {value}, but must be from 0 to {MaxCredit}.";

    private static string? Waitable(TimeSpan value, string name) => value > TimeSpan.Zero && value <= s_longest
        ? null
        : $"{nameof(RpcHubOptions)}.{name} is {value}, but must be greater than zero and at most {s_longest}.";

    // The names below "ws-rpc." are the protocol's own, and some of them carry secrets (protocol section 2).
    private static bool IsBad(string alias) =>
        string.IsNullOrWhiteSpace(alias) || alias.StartsWith("ws-rpc.", StringComparison.Ordinal);
}
