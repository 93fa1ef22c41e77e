using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore;

/// <summary>A filter that is one object for all calls.</summary>
internal sealed class CallFilterInstance(IRpcCallFilter filter) : CallFilterSource
{
    public override ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next) => filter.InvokeAsync(call, next);
}
