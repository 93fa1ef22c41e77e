using System;
using System.Threading.Tasks;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>Who waits for a session: somebody who awaits it, or something that is to be sent by whoever brings it.</summary>
/// <param name="send">Sends it; none: the session is awaited.</param>
/// <param name="drop">Told instead that there will be none.</param>
internal sealed class SessionWaiter(Action<RpcSession>? send = null, Action? drop = null) : TaskCompletionSource<RpcSession>
{
    /// <summary>Here is one. What is to be sent has been when this returns.</summary>
    public void Give(RpcSession session)
    {
        if (send is null)
        {
            TrySetResult(session);
        }
        else
        {
            send(session);
        }
    }

    /// <summary>There will be none.</summary>
    public void Refuse(Func<Exception> refusal)
    {
        if (drop is null)
        {
            TrySetException(refusal());
        }
        else
        {
            drop();
        }
    }
}
