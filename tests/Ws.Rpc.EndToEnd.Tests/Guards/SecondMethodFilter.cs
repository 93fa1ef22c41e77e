using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

public sealed class SecondMethodFilter(GuardJournal journal) : IRpcCallFilter
{
    public ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next)
    {
        if (call.Method == "marked")
        {
            journal.Add("second");
        }

        return next(call);
    }
}
