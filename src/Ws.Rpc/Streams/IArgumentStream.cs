using System;

namespace Ws.Rpc.Streams;

/// <summary>A stream among the arguments of a call of the peer's, as the session sees it.</summary>
internal interface IArgumentStream
{
    StreamReceiver Receiver { get; }

    /// <summary>The peer says that it is over.</summary>
    void End(Exception? failure);

    /// <summary>The call is over or cancelled, and the stream with it; the peer knows.</summary>
    void Release(Exception reason);

    /// <summary>The connection is lost.</summary>
    void Lose(Exception reason);
}
