using System;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>Serves <c>rpc.discover</c> as hubs serve their methods, behind the guards that all of them have.</summary>
/// <param name="document">The document, made when it is first asked for.</param>
/// <param name="guard">What stands before it.</param>
internal sealed class DiscoveryTarget(Lazy<OpenRpcDocument> document, CallGuard? guard) : CallTarget(
    new RpcContract<DiscoveryTarget>(null, [DiscoveryDispatcher.Method], null, null),
    new DiscoveryDispatcher(context => document.Value.At(HubAddress.Of(context.Handshake))),
    guard is null ? null : [guard])
{
    public override ValueTask InvokeAsync(int method, ref RpcArgumentReader arguments, IncomingCall call) =>
        Dispatcher.InvokeAsync(method, call.Session.State!, ref arguments, call);
}
