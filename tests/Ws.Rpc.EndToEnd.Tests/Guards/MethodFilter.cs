using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

public sealed class MethodFilter(GuardJournal journal) : IRpcCallFilter
{
    public ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next)
    {
        if (call.Method == "marked")
        {
            journal.Add("method");
        }

        return next(call);
    }
}
