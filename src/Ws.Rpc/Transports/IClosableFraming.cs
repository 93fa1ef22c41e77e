using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>What the closing of a connection needs from whatever frames its messages.</summary>
internal interface IClosableFraming
{
    /// <summary>Sends what is unflushed and a close frame behind it; nothing is sent after that.</summary>
    Task SendCloseAsync(int code, string reason);

    /// <summary>Reads and drops messages up to the peer's close frame, or up to the limit; <c>false</c> is the latter.</summary>
    Task<bool> DiscardAsync();

    /// <summary>
    /// Makes sure that a peer whose frames cannot be read any further is told so, and drops bytes so that the telling arrives.
    /// </summary>
    Task TellViolationAsync(TransportClosure closure);

    /// <summary>Lets go of the connection. Called once, by any thread.</summary>
    /// <param name="abort">Without regard for what is still to be sent.</param>
    void End(bool abort);
}
