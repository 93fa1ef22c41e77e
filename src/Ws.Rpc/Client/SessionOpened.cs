namespace Ws.Rpc.Client;

/// <summary>What a server answered to <c>$/session/open</c>; version 0 where it knows no sessions.</summary>
internal sealed record SessionOpened(int Version, string Connection)
{
    /// <summary>A server that is spoken to plainly.</summary>
    public static SessionOpened Plain { get; } = new(0, "");

    /// <summary>Whether the session of an earlier connection goes on.</summary>
    public bool Resumed { get; init; }
}
