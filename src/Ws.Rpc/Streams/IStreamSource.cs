using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>A stream of ours, as the peer's messages about it reach it. Called from the receive loop.</summary>
internal interface IStreamSource
{
    /// <summary>More items may be sent.</summary>
    void Grant(int items);

    /// <summary>More items are asked for, in answer to a request.</summary>
    /// <returns><see langword="false"/> if the stream cannot be asked, or not yet again.</returns>
    bool TryAsk(RequestId id);

    /// <summary>Nobody wants the items any more. Also called when the connection is over, and then from elsewhere.</summary>
    void Abort();
}
