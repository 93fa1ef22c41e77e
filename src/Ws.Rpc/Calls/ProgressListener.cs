using System;

namespace Ws.Rpc.Calls;

/// <summary>Who receives the reports for one token of a call of ours.</summary>
internal abstract class ProgressListener
{
    private protected ProgressListener()
    {
    }

    /// <summary>Takes the JSON of a report, on the receive loop. Never throws: one that does not fit is dropped.</summary>
    public abstract void Receive(ReadOnlySpan<byte> json);

    /// <summary>
    /// Takes the oldest report out, for <see cref="Deliver"/>. Under the gate of its <see cref="CallProgress"/>.
    /// </summary>
    public abstract void TakeLocked();

    /// <summary>Hands the report that was taken out to the user.</summary>
    public abstract void Deliver();
}
