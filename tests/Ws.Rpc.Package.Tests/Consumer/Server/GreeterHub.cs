using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Consumer.Contracts;
using Ws.Rpc;
using Ws.Rpc.AspNetCore;

namespace Consumer.Server;

public sealed class GreeterHub : RpcHub<IGreeterClient>, IGreeterHub
{
    public async ValueTask<string> GreetAsync(string name, int times, CancellationToken cancellationToken)
    {
        string title = await Clients.Caller.AskTitleAsync(name);
        return string.Join(' ', Enumerable.Repeat("Hello", times)) + $", {title} {name}";
    }

    public Task FailAsync(int code) => throw new RpcException(code, "as asked");
}
