using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

[RpcCallback]
[RpcOrdered]
public interface IOrderClient
{
    ValueTask<int> NestAsync(int depth);

    IAsyncEnumerable<int> CountAsync(int count);

    ValueTask ToldAsync(int number);
}
