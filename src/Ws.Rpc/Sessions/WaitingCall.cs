using System.Threading;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>A call of the peer that has not started yet, with a copy of its arguments.</summary>
internal sealed class WaitingCall(IncomingCall call, CallTarget target, int method, MessageBuffer arguments)
{
    /// <summary>How much is kept for it.</summary>
    public int Bytes { get; } = arguments.Length + call.Streams.RequestBytes;

    /// <summary>Whether it has to wait for the ordered calls before it, too.</summary>
    public bool IsOrdered => target.Contract.Methods[method].IsOrdered;

    /// <summary>Fires when the peer cancels the call.</summary>
    public CancellationToken Cancelled => call.Cancelled;

    public void Start()
    {
        call.Run(target, method, arguments.Span);
        arguments.Release();
    }

    public void Discard()
    {
        arguments.Release();
        call.Discard();
    }
}
