using System;
using System.Text.Json;
using System.Threading;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Connections;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>What a session needs to know of its side. Immutable; shared by all sessions of a hub.</summary>
internal sealed record SessionOptions
{
    private const long LeastWaitingBytes = 4 * 1024 * 1024;
    private const long LongestWaiting = 4;

    /// <summary>Read-only, from <c>RpcJson.Create</c>.</summary>
    public required JsonSerializerOptions Json { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>A server counts its ids down from −1 (protocol section 3) and cuts a peer that does not read.</summary>
    public bool IsServer { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public WireLimits Limits { get; init; } = WireLimits.Default;

    /// <summary>
    /// The longest message that this side accepts, as <c>$/session/open</c> tells it; the transport enforces it.
    /// </summary>
    public int MaxMessageBytes { get; init; } = 1024 * 1024;

    /// <summary>How many messages in a row may be no JSON; the last of them ends the connection with 4500.</summary>
    public int MaxParseErrors { get; init; } = 3;

    /// <summary>
    /// The longest answer, and how much of answers batches may hold back: no more than the outgoing queue takes.
    /// </summary>
    public int MaxAnswerBytes { get; init; } = int.MaxValue;

    /// <summary>How long our calls wait for their answers.</summary>
    public TimeSpan CallTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long a close that this side began may take to send what is queued, and then to be agreed to.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many calls of ours may await their answers.</summary>
    public int MaxOutstandingCalls { get; init; } = 65_536;

    /// <summary>How many calls of the peer run at once.</summary>
    public int MaxConcurrentCalls { get; init; } = 16;

    /// <summary>How many calls of the peer may run or wait to; beyond it they are refused with −32053.</summary>
    public int MaxPendingCalls { get; init; } = 128;

    /// <summary>How many progress tokens may be live in calls of the peer; beyond it calls are refused in the same way.</summary>
    public int MaxProgressTokens { get; init; } = 64;

    /// <summary>
    /// How many bytes of arguments are kept for calls that wait, beyond which calls are refused in the same way: room for a
    /// few of the longest, or one peer could make this side keep <see cref="MaxPendingCalls"/> of them.
    /// </summary>
    public long MaxWaitingBytes => Math.Max(LeastWaitingBytes, LongestWaiting * MaxMessageBytes);

    /// <summary>How many items of a stream the peer may send ahead of their consumer.</summary>
    public int StreamCredit { get; init; } = 64;

    /// <summary>
    /// How many streams of the peer's, results pushed to it and arguments that it sends, may live at once; beyond it calls are
    /// refused with −32053.
    /// </summary>
    public int MaxStreams { get; init; } = 64;

    /// <summary>
    /// How many bytes of items may wait for their consumers; the stream that would exceed it fails, and its producer is told.
    /// </summary>
    public int MaxStreamBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many results the peer may hold by a token, to be pulled; more are refused in the same way.</summary>
    public int MaxStreamTokens { get; init; } = 64;

    /// <summary>How long the peer may leave a token alone before its stream ends.</summary>
    public TimeSpan StreamIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How much of what is sent is kept for a lost connection; none where the default will do.</summary>
    public ResumeLimits? Resume { get; init; }

    /// <summary>Where calls of unknown methods go, where something guards these, too.</summary>
    public CallTarget? UnknownTarget { get; init; }

    /// <summary>Whether unexpected exceptions reach the caller with their type and text.</summary>
    public bool DetailedErrors { get; init; }
}
