namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>One round: calls a second, and what a call costs each side in bytes allocated and in time of its processors.</summary>
internal sealed record Measurement(
    double CallsPerSecond,
    double P99Microseconds,
    double ClientBytes,
    double ServerBytes,
    double ClientMicroseconds,
    double ServerMicroseconds);
