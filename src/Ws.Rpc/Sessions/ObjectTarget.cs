using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Sessions;

/// <summary>A target that is one object for all calls: what a client registers for its callbacks.</summary>
internal sealed class ObjectTarget(RpcContract contract, RpcDispatcher dispatcher, object target)
    : CallTarget(contract, dispatcher)
{
    // trip 12
    public override ValueTask InvokeAsync(int method, ref RpcArgumentReader arguments, IncomingCall call) =>
        Dispatcher.InvokeAsync(method, target, ref arguments, call);
}
