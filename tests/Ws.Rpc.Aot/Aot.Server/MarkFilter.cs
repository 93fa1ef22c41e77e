using System.Threading.Tasks;
using Ws.Rpc;
using Ws.Rpc.AspNetCore;

namespace Aot.Server;

/// <summary>Made for each call, with what the container has.</summary>
public sealed class MarkFilter(Notes notes) : IRpcCallFilter
{
    public ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next)
    {
        if (call.Arguments is { } arguments && arguments[0].GetString() == "no")
        {
            throw new RpcException(5, $"not {arguments}");
        }

        notes.Add(call.Method);
        return next(call);
    }
}
