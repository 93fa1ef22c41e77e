using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace Ws.Rpc.Client;

/// <summary>The table of protocol section 11: what a close code means to a client.</summary>
internal static class ClosePolicy
{
    private const int FirstFinal = 4500;
    private const int LastFinal = 4999;

    private static readonly TimeSpan s_restartJitter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_busyDelay = TimeSpan.FromSeconds(5);

    private static readonly FrozenDictionary<int, ReconnectAdvice> s_codes = new Dictionary<int, ReconnectAdvice>
    {
        [1000] = Final(RpcDisconnectReason.ClosedByPeer),
        [1001] = Restart(),
        [1002] = Final(RpcDisconnectReason.ProtocolViolation),
        [1003] = Final(RpcDisconnectReason.ProtocolViolation),
        [1006] = BackOff(RpcDisconnectReason.ConnectionLost),
        [1007] = Final(RpcDisconnectReason.ProtocolViolation),
        [1008] = Final(RpcDisconnectReason.ProtocolViolation),
        [1009] = Final(RpcDisconnectReason.ProtocolViolation),
        [1011] = BackOff(RpcDisconnectReason.ServerFault),
        [1012] = Restart(),
        [1013] = BackOff(RpcDisconnectReason.ServerBusy) with { AtLeast = s_busyDelay },
        [4401] = new(ReconnectStep.Refresh, RpcDisconnectReason.CredentialsExpired),
        [4408] = BackOff(RpcDisconnectReason.HeartbeatLost),
        [4429] = BackOff(RpcDisconnectReason.RateLimited) with { AtLeast = s_busyDelay },
        [4431] = BackOff(RpcDisconnectReason.SlowConsumer) with { MayResume = false },
        [4500] = Final(RpcDisconnectReason.ProtocolViolation),
        [4501] = Final(RpcDisconnectReason.CredentialsRefused),
        [4503] = Final(RpcDisconnectReason.Forbidden),
        [4509] = Final(RpcDisconnectReason.Superseded),
        [4526] = Final(RpcDisconnectReason.VersionNotServed),
    }.ToFrozenDictionary();

    /// <summary>What follows from how a connection ended.</summary>
    public static ReconnectAdvice Of(RpcDisconnect disconnect) => disconnect.Reason switch
    {
        RpcDisconnectReason.ClosedByPeer => OfCode(disconnect.CloseCode),
        RpcDisconnectReason.ConnectionLost => IsSilence(disconnect) ? OfCode(4408) : BackOff(RpcDisconnectReason.ConnectionLost),
        _ => Final(disconnect.Reason),
    };

    // Codes that nobody has defined are the application's; what lies outside the ranges ends nothing for good.
    private static ReconnectAdvice OfCode(int code) => s_codes.TryGetValue(code, out ReconnectAdvice? advice)
        ? advice
        : code is >= FirstFinal and <= LastFinal
            ? Final(RpcDisconnectReason.ClosedByPeer)
            : BackOff(RpcDisconnectReason.ClosedByPeer);

    private static bool IsSilence(RpcDisconnect disconnect) => disconnect.Exception is TimeoutException;

    private static ReconnectAdvice Final(RpcDisconnectReason reason) => new(ReconnectStep.Never, reason) { MayResume = false };

    private static ReconnectAdvice BackOff(RpcDisconnectReason reason) => new(ReconnectStep.BackOff, reason);

    private static ReconnectAdvice Restart() => BackOff(RpcDisconnectReason.ServerGoingAway) with { Within = s_restartJitter };
}
