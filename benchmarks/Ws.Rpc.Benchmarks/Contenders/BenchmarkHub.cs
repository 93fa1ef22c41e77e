using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.Benchmarks.Contenders;

internal sealed class BenchmarkHub : RpcHub, IBenchmarkHub
{
    public ValueTask<int> AddAsync(int left, int right) => new(left + right);

    public ValueTask<Order> OrderAsync(Order order) => new(order);

    public ValueTask<string> TextAsync(string text) => new(text);

    public IAsyncEnumerable<int> StreamAsync(int items) => Enumerable.Range(0, items).ToAsyncEnumerable();
}
