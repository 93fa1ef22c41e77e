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

    // What the readers of answers and of stream items take.
    private const int DeepestJson = 64;

    // A 64-bit number of either sign always fits.
    private const int LongestNumber = 20;

    // A name is unescaped on the stack.
    private const int LongestName = 1024;

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
            Unlimited(options.MessageTimeout, nameof(options.MessageTimeout)),
            Within(options.MaxDepth, 1, DeepestJson, nameof(options.MaxDepth)),
            Within(options.MaxMethodNameBytes, 1, LongestName, nameof(options.MaxMethodNameBytes)),
            Within(options.MaxIdBytes, LongestNumber, LongestName, nameof(options.MaxIdBytes)),
            Within(options.MaxBatchEntries, 0, int.MaxValue, nameof(options.MaxBatchEntries)),
            Positive(options.MaxParseErrors, nameof(options.MaxParseErrors)),
            Positive(options.MaxProgressTokens, nameof(options.MaxProgressTokens)),
            Positive(options.MaxConcurrentCalls, nameof(options.MaxConcurrentCalls)),
            Positive(options.MaxPendingCalls, nameof(options.MaxPendingCalls)),
            Positive(options.MaxRoomsPerConnection, nameof(options.MaxRoomsPerConnection)),
            Positive(options.MaxRoomNameBytes, nameof(options.MaxRoomNameBytes)),
            Positive(options.OutgoingQueueBytes, nameof(options.OutgoingQueueBytes)),
            Positive(options.OutgoingQueueFrames, nameof(options.OutgoingQueueFrames)),
            Positive(options.MaxConnections ?? 1, nameof(options.MaxConnections)),
            Positive(options.MaxConnectionsPerUser ?? 1, nameof(options.MaxConnectionsPerUser)),
            Positive(options.MaxConnectionsPerAddress ?? 1, nameof(options.MaxConnectionsPerAddress)),
            Unlimited(options.HandshakeTimeout, nameof(options.HandshakeTimeout)),
            Unlimited(options.CallTimeout, nameof(options.CallTimeout)),
            Waitable(options.CloseTimeout, nameof(options.CloseTimeout)),
            Unlimited(options.HeartbeatInterval, nameof(options.HeartbeatInterval)),
            Unlimited(options.HeartbeatTimeout, nameof(options.HeartbeatTimeout)),
            NotNegative(options.DrainTimeout, nameof(options.DrainTimeout)),
            NotNegative(options.DrainRetryAfter, nameof(options.DrainRetryAfter)),
            Positive(options.MaxStreams, nameof(options.MaxStreams)),
            Positive(options.MaxStreamBytes, nameof(options.MaxStreamBytes)),
            Positive(options.MaxStreamTokens, nameof(options.MaxStreamTokens)),
            Waitable(options.StreamIdleTimeout, nameof(options.StreamIdleTimeout)),
            Within(options.StreamCredit, 0, MaxCredit, nameof(options.StreamCredit)),
            Enum.IsDefined(options.SlowConsumer)
                ? null
                : $"{nameof(RpcHubOptions)}.{nameof(options.SlowConsumer)} is {options.SlowConsumer}, which is no choice.",
        }.OfType<string>().Concat(ResumeFailures(options.Resume)).Concat(options.SubProtocolAliases.Where(IsBad).Select(
            static alias => $"{nameof(RpcHubOptions)}.{nameof(RpcHubOptions.SubProtocolAliases)}: '{alias}' cannot be echoed."))
        .Concat(options.AllowedOrigins.Where(static origin => !OriginPolicy.IsValid(origin)).Select(
            static origin => $"{nameof(RpcHubOptions)}.{nameof(RpcHubOptions.AllowedOrigins)}: '{origin}' is no origin."));

    private static IEnumerable<string> ResumeFailures(RpcResumeOptions? resume)
    {
        const string Name = $"{nameof(RpcHubOptions.Resume)}.";
        return resume is null
            ? []
            : new[]
            {
                Waitable(resume.Window, Name + nameof(resume.Window)),
                Positive(resume.BufferBytes, Name + nameof(resume.BufferBytes)),
                Positive(resume.BufferFrames, Name + nameof(resume.BufferFrames)),
                Positive(resume.MaxDetachedSessions, Name + nameof(resume.MaxDetachedSessions)),
                Positive(resume.MaxDetachedBytes, Name + nameof(resume.MaxDetachedBytes)),
            }.OfType<string>();
    }

    private static string? Positive(long value, string name) =>
        value > 0 ? null : $"{nameof(RpcHubOptions)}.{name} is {value}, but must be greater than zero.";

    private static string? Within(int value, int least, int most, string name) => value >= least && value <= most
        ? null
        : $"{nameof(RpcHubOptions)}.{name} is {value}, but must be from {least} to {most}.";

    private static string? Unlimited(TimeSpan value, string name) =>
        value == Timeout.InfiniteTimeSpan ? null : Waitable(value, name);

    private static string? NotNegative(TimeSpan value, string name) =>
        value == TimeSpan.Zero ? null : Waitable(value, name);

    private static string? Waitable(TimeSpan value, string name) => value > TimeSpan.Zero && value <= s_longest
        ? null
        : $"{nameof(RpcHubOptions)}.{name} is {value}, but must be greater than zero and at most {s_longest}.";

    // The names below "ws-rpc." are the protocol's own, and some of them carry secrets (protocol section 2).
    private static bool IsBad(string alias) =>
        string.IsNullOrWhiteSpace(alias) || alias.StartsWith("ws-rpc.", StringComparison.Ordinal);
}
