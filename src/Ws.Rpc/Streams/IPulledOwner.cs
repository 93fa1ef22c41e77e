using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>Who asks for the items of a stream that is pulled. Called from the receive loop.</summary>
internal interface IPulledOwner
{
    /// <summary>An answer with items came, before they are handed to the consumer.</summary>
    /// <param name="token">The name of the stream, where the answer gives one.</param>
    /// <param name="isOver">Whether nothing more can be asked for.</param>
    void OnPulled(RequestId token, bool isOver);
}
