namespace Ws.Rpc.Benchmarks.Broadcast;

/// <summary>One round.</summary>
/// <param name="PerSecond">Deliveries a second.</param>
/// <param name="LastMilliseconds">When the last member had it: the median of the broadcasts.</param>
/// <param name="P99Milliseconds">When 99 of 100 deliveries were made, where each broadcast is one message.</param>
/// <param name="ServerMicroseconds">CPU time of the server's process for one delivery.</param>
/// <param name="ServerBytes">Bytes that the server allocates for one delivery.</param>
internal sealed record BroadcastMeasurement(
    double PerSecond, double LastMilliseconds, double P99Milliseconds, double ServerMicroseconds, double ServerBytes);
