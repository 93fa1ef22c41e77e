using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

[RpcCallback]
[RpcOrdered]
public interface IOrderClient
{
    ValueTask<int> NestAsync(int depth);

    ValueTask ToldAsync(int number);
}
