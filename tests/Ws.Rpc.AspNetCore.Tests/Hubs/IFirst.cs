using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

[RpcHub]
public interface IFirst
{
    ValueTask<int> FirstAsync(int number);
}
