using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc;

namespace Consumer.Contracts;

[RpcHub(Callback = typeof(IGreeterClient))]
public interface IGreeterHub
{
    ValueTask<string> GreetAsync(string name, int times = 1, CancellationToken cancellationToken = default);

    Task FailAsync(int code);
}
