using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore;

/// <summary>Where the instances of one filter come from. Thread-safe.</summary>
internal abstract class CallFilterSource
{
    /// <summary>Runs the filter around a call.</summary>
    public abstract ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next);
}
