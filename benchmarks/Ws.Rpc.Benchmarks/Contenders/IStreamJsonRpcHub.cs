using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>What StreamJsonRpc makes a proxy of.</summary>
[JsonRpcContract]
public partial interface IStreamJsonRpcHub
{
    Task<int> AddAsync(int left, int right);

    Task<Order> OrderAsync(Order order);

    Task<string> TextAsync(string text);

    IAsyncEnumerable<int> StreamAsync(int items, CancellationToken cancellationToken);
}
