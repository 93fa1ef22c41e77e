using System.Threading.Tasks;

namespace Ws.Rpc.Sessions;

/// <summary>What stands between the peer and a method: who is let in, and what runs around a call. Thread-safe.</summary>
internal abstract class CallGuard
{
    /// <summary>
    /// Whether calls go through <see cref="InvokeAsync"/>, with a copy of their arguments; otherwise straight to their target.
    /// </summary>
    public abstract bool Surrounds { get; }

    /// <summary>
    /// Decides about a call as it arrives, also about one that will wait for its turn. Runs on the receive loop and never waits.
    /// </summary>
    public abstract CallAdmission Admit(RpcSession session);

    /// <summary>
    /// Runs the call, or refuses it by an exception. Its arguments live until the task has completed, before which it awaits
    /// <see cref="GuardedCall.EndTargetAsync"/>.
    /// </summary>
    public abstract ValueTask InvokeAsync(GuardedCall call);
}
