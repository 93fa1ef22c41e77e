using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

[RpcCallFilter(typeof(ClassFilter))]
public sealed class GuardedHub(GuardJournal journal) : GuardedHubBase, IGuardedHub
{
    public ValueTask<string> EchoAsync(string text)
    {
        journal.Add($"echo {text}");
        return new(text);
    }

    [Authorize]
    public ValueTask<string> SecretAsync() => new("secret");

    [Authorize(Roles = "admin")]
    public ValueTask<string> AdminAsync() => new("admin");

    [Authorize("adults")]
    public ValueTask<string> AdultAsync() => new("adult");

    [AllowAnonymous]
    [Authorize]
    public ValueTask<string> AnyoneAsync() => new("anyone");

    [Authorize(Roles = "admin")]
    ValueTask<string> IGuardedHub.HiddenAsync() => new("hidden");

    [Grown]
    public ValueTask<string> RequiredAsync() => new("grown");

    public ValueTask PromoteAsync(string role)
    {
        Context.User.AddIdentity(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "promotion"));
        return default;
    }

    public void Poke(int number) => journal.Add($"poke {number}");

    [Authorize(Roles = "admin")]
    public void Touch(int number) => journal.Add($"touch {number}");

    [RpcCallFilter(typeof(MethodFilter))]
    [RpcCallFilter(typeof(SecondMethodFilter))]
    [Authorize(Roles = "admin")]
    public ValueTask<string> MarkedAsync()
    {
        journal.Add("marked");
        return new("marked");
    }

    [RpcRateLimit("slow")]
    public ValueTask<int> SlowAsync(int number) => new(number);

    [RpcRateLimit("one")]
    public async ValueTask HoldAsync()
    {
        journal.Add("holding");
        await journal.LetGo.Task;
    }

    [RpcRateLimit("throwing")]
    public ValueTask ThrownAsync() => default;

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        journal.Add("waiting");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        finally
        {
            journal.Add("waited");
        }
    }

    public async IAsyncEnumerable<int> ListAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    public async ValueTask<int> TotalAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken) =>
        await numbers.SumAsync(cancellationToken);

    public ValueTask<int> ImportAsync(int steps, IProgress<int>? progress)
    {
        progress?.Report(steps);
        return new(steps);
    }

    public async ValueTask<int> OrderedAsync(int number)
    {
        journal.Add($"begin {number}");
        await Task.Yield();
        journal.Add($"end {number}");
        return number;
    }

    public ValueTask FailAsync() => throw new InvalidOperationException("a secret of the hub");
}
