using System;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

/// <summary>Does what the test says.</summary>
public sealed class ActingFilter(Func<RpcCallContext, RpcCallDelegate, ValueTask> act) : IRpcCallFilter
{
    public ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next) => act(call, next);
}
