using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.Testing.Tests.Parlor;

internal sealed class ParlorHub(Visits visits) : RpcHub<IParlorClient>, IParlorHub
{
    public override ValueTask OnDisconnectedAsync(RpcDisconnect disconnect)
    {
        visits.Ended.TrySetResult(disconnect);
        return default;
    }

    public ValueTask<string> EchoAsync(string text) => new(text);

    public ValueTask<string> WhoAmIAsync() => new(Context.UserId ?? "nobody");

    [Authorize(Roles = "admin")]
    public ValueTask<string> AdminOnlyAsync() => new("welcome");

    public ValueTask TellAllAsync(string text, int number) => Clients.All.MessageAsync(text, number);

    public ValueTask<bool> AskMeAsync(string question) => Clients.Caller.ConfirmAsync(question);

    public async ValueTask<int> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return 0;
    }
}
