using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Sessions;

/// <summary>Where calls of one contract land: a dispatcher, and something that supplies the object it calls.</summary>
internal abstract class CallTarget(RpcContract contract, RpcDispatcher dispatcher)
{
    public RpcContract Contract { get; } = contract;

    public RpcDispatcher Dispatcher { get; } = dispatcher;

    /// <summary>
    /// Calls the method. All arguments are read before this returns; the task completes when the method has and its answer is
    /// written.
    /// </summary>
    public abstract ValueTask InvokeAsync(int method, ref RpcArgumentReader arguments, IncomingCall call);
}
