using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Contenders;

[RpcHub]
public interface IBenchmarkHub
{
    ValueTask<int> AddAsync(int left, int right);

    ValueTask<Order> OrderAsync(Order order);

    ValueTask<string> TextAsync(string text);

    IAsyncEnumerable<int> StreamAsync(int items);
}
