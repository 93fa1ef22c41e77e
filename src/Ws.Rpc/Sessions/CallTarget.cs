using System.Collections.Generic;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Sessions;

/// <summary>Where calls of one contract land: a dispatcher, and something that supplies the object it calls.</summary>
/// <param name="contract">The contract.</param>
/// <param name="dispatcher">Its dispatcher.</param>
/// <param name="guards">What stands before each of its methods; nothing at all where no method has any.</param>
internal abstract class CallTarget(RpcContract contract, RpcDispatcher dispatcher, IReadOnlyList<CallGuard?>? guards = null)
{
    public RpcContract Contract { get; } = contract;

    public RpcDispatcher Dispatcher { get; } = dispatcher;

    public CallGuard? GuardOf(int method) => guards?[method];

    /// <summary>
    /// Calls the method. All arguments are read before this returns; the task completes when the method has and its answer is
    /// written.
    /// </summary>
    public abstract ValueTask InvokeAsync(int method, ref RpcArgumentReader arguments, IncomingCall call);
}
