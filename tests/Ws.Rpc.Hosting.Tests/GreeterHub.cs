using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.Hosting.Tests;

internal sealed class GreeterHub : RpcHub<IGreeterClient>, IGreeterHub
{
    public ValueTask<string> GreetAsync(string name) => new($"hello {name}");

    public ValueTask TellAsync(string text) => Clients.Caller.ToldAsync(text);
}
