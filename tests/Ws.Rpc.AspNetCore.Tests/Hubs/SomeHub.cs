using System;
using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

/// <summary>Writes into a journal what happens to it and to the service that it needs.</summary>
public class SomeHub(SomeService service) : RpcHub, IFirst, IDisposable
{
    public SomeService Service { get; } = service;

    public ValueTask<int> FirstAsync(int number) => new(number);

    public void Dispose() => Service.Journal.Add("hub");
}
