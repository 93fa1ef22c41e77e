namespace Ws.Rpc.AspNetCore;

/// <summary>The base of a hub that calls its clients through <typeparamref name="TCallback"/>.</summary>
/// <typeparam name="TCallback">An interface marked with <see cref="RpcCallbackAttribute"/>.</typeparam>
public abstract class RpcHub<TCallback> : RpcHub
    where TCallback : class
{
    /// <summary>Gets the clients of this hub.</summary>
    public IRpcCallerClients<TCallback> Clients => Context.ClientsAs<TCallback>();
}
