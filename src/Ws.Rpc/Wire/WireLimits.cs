namespace Ws.Rpc.Wire;

/// <summary>
/// What one incoming message may cost (protocol section 12). The size of a whole message is the transport's limit.
/// </summary>
internal sealed record WireLimits
{
    public static WireLimits Default { get; } = new();

    public int MaxDepth { get; init; } = 64;

    public int MaxMethodBytes { get; init; } = 256;

    public int MaxIdBytes { get; init; } = 128;

    public int MaxBatchEntries { get; init; } = 64;

    public int MaxCredit { get; init; } = 65_535;
}
