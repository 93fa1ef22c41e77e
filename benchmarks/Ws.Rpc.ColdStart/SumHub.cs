using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.ColdStart;

internal sealed class SumHub : RpcHub, ISumHub
{
    public ValueTask<int> AddAsync(int left, int right) => new(left + right);
}
