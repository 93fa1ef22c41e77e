namespace Ws.Rpc.Testing;

/// <summary>What can happen to a connection of a <see cref="ScriptedNetwork"/>.</summary>
public enum NetworkFault
{
    /// <summary>Both sides find the connection at its end (FIN); what was under way is lost.</summary>
    Close,

    /// <summary>Both sides find the connection reset (RST); what was under way is lost.</summary>
    Reset,

    /// <summary>
    /// The client finds the connection reset and the server is told nothing, as when a client changes its network: it comes back
    /// while the server still holds the old connection.
    /// </summary>
    ResetClient,

    /// <summary>The server finds the connection reset and the client is told nothing.</summary>
    ResetServer,

    /// <summary>Nothing passes any more in either direction, and nobody is told.</summary>
    HalfOpen,

    /// <summary>Nothing passes any more in this direction, and nobody is told.</summary>
    Drop,

    /// <summary>What is sent in this direction is held until <see cref="NetworkDirection.GoOn"/>.</summary>
    Stall,

    /// <summary>This direction is at its end (FIN); the other goes on.</summary>
    End,
}
