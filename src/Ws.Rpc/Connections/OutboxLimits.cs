namespace Ws.Rpc.Connections;

/// <summary>How much may wait to be sent on one connection (protocol section 12).</summary>
internal sealed record OutboxLimits
{
    public int MaxBytes { get; init; } = 4 * 1024 * 1024;

    public int MaxFrames { get; init; } = 4096;

    public OutboxOverflow Overflow { get; init; }
}
