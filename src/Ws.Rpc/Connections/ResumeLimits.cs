namespace Ws.Rpc.Connections;

/// <summary>How much of what was sent is kept until the peer has acknowledged it (protocol section 9).</summary>
internal sealed record ResumeLimits
{
    public int MaxBytes { get; init; } = 256 * 1024;

    public int MaxFrames { get; init; } = 1024;

    /// <summary>What is shared with others that have no socket; none: nothing is.</summary>
    public ResumeBudget? Budget { get; init; }
}
