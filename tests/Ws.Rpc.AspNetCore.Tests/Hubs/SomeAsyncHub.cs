using System;
using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

public sealed class SomeAsyncHub(SomeService service) : RpcHub, IFirst, IAsyncDisposable
{
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask<int> FirstAsync(int number) => new(number);

    public async ValueTask DisposeAsync()
    {
        await Gate.Task;
        service.Journal.Add("hub");
        if (service.Journal.Contains("fail"))
        {
            throw new InvalidOperationException("as asked");
        }
    }
}
