using System;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

/// <summary>Notes each call before and after, waits in between if asked to, and its own end.</summary>
public sealed class FirstFilter(GuardJournal journal) : IRpcCallFilter, IAsyncDisposable
{
    public async ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next)
    {
        string kind = $"{(call.IsKnown ? "known" : "unknown")} {(call.IsNotification ? "notification" : "request")}";
        journal.Add($"first {call.Method}: {kind} {call.Arguments}");
        await Task.Yield();
        try
        {
            await next(call);
            journal.Add("first: done");
        }
        catch (RpcException exception)
        {
            journal.Add($"first: {exception.Code}");
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        journal.Add("first: disposed");
        return default;
    }
}
