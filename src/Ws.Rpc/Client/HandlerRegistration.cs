using System;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>Ends the serving of a target when disposed.</summary>
internal sealed class HandlerRegistration(CallTargets targets, CallTarget target) : IDisposable
{
    public void Dispose() => targets.Remove(target);
}
