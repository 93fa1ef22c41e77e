namespace Ws.Rpc.Client;

/// <summary>What a client does once it has no connection.</summary>
internal enum ReconnectStep
{
    /// <summary>It stays away.</summary>
    Never,

    /// <summary>It connects again when the policy says so.</summary>
    BackOff,

    /// <summary>It connects again at once, with credentials asked for anew; but once only.</summary>
    Refresh,
}
