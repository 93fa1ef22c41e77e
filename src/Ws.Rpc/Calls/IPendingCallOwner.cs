using System.Threading;

namespace Ws.Rpc.Calls;

/// <summary>Who decides what a caller's cancellation means.</summary>
internal interface IPendingCallOwner
{
    /// <summary>The caller's token fired; the call may be unfiled (id 0) or taken already.</summary>
    void OnCancelled(PendingCall call, CancellationToken cancellationToken);
}
