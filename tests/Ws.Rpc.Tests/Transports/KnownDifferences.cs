using System;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Tests.Transports;

/// <summary>Tells whether two runs are the same, or differ in a way that is known, and in no other.</summary>
internal static class KnownDifferences
{
    /// <summary>Nothing where they differ in an unknown way.</summary>
    public static KnownDifference? Find(FrameRun ours, FrameRun framework)
    {
        if (ours.Messages == framework.Messages && IsSame(ours.Closure, framework.Closure) && ours.SentCode == framework.SentCode)
        {
            return KnownDifference.Same;
        }

        TransportClosure closure = ours.Closure;
        KnownDifference? difference = closure switch
        {
            { Kind: TransportClosureKind.Violation } when closure.Description == FrameBreach.BadLength.Description =>
                KnownDifference.LongerLength,
            { Kind: TransportClosureKind.Violation, CloseCode: 1009 } => KnownDifference.TooBigByHeader,
            { Kind: TransportClosureKind.Violation, CloseCode: 1003 } when framework.Closure.Kind == TransportClosureKind.Lost =>
                KnownDifference.BinaryByHeader,
            { Kind: TransportClosureKind.Violation } when closure.Description == FrameBreach.BadCloseReason.Description
                && framework.SentCode == 1002 => KnownDifference.CloseReason,
            { Kind: TransportClosureKind.Violation, CloseCode: 1007 } when framework.Messages == ours.Messages =>
                KnownDifference.BadTextSooner,
            { Kind: TransportClosureKind.Violation, CloseCode: 1007 } when framework.Messages.Length > ours.Messages.Length =>
                KnownDifference.CutBeforeEmptyFragment,
            _ => null,
        };

        // Whatever it is, up to there both have delivered the same, and the peer was told what the closure says.
        bool sameUpToThere = framework.Messages.StartsWith(ours.Messages, StringComparison.Ordinal);
        return sameUpToThere && ours.SentCode == closure.CloseCode ? difference : null;
    }

    // Where a frame breaks several rules at once, each side names another one of them.
    private static bool IsSame(TransportClosure ours, TransportClosure framework) =>
        ours.Kind == framework.Kind
        && ours.CloseCode == framework.CloseCode
        && (ours.Description == framework.Description || ours is { Kind: TransportClosureKind.Violation, CloseCode: 1002 });
}
