using System;

namespace Ws.Rpc.Client;

/// <summary>What a server answered to <c>$/session/open</c>.</summary>
/// <param name="Version">The version of the session.</param>
/// <param name="Connection">The public id of the connection.</param>
internal sealed record SessionOpened(int Version, string Connection)
{
    /// <summary>Whether it is the session that the client wanted to go on with.</summary>
    public bool Resumed { get; init; }

    /// <summary>How many frames of that one the server has.</summary>
    public long Received { get; init; }

    /// <summary>With what the client can go on with it next time; none where it cannot.</summary>
    public string? Token { get; init; }

    /// <summary>For how long after the loss of the connection.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>How long the credentials hold, where they can be replaced over the connection.</summary>
    public TimeSpan? ExpiresIn { get; init; }
}
