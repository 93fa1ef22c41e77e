using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

[RpcHub]
public interface ISecond
{
    ValueTask<int> SecondAsync(int number);
}
