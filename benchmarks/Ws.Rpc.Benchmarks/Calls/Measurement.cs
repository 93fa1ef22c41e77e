namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>One round: calls a second, and bytes allocated a call on each side.</summary>
internal sealed record Measurement(double CallsPerSecond, double ClientBytes, double ServerBytes, double P99Microseconds);
