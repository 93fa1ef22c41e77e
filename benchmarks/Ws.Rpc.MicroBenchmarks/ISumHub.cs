using System.Threading.Tasks;

namespace Ws.Rpc.MicroBenchmarks;

[RpcHub]
public interface ISumHub
{
    ValueTask<int> AddAsync(int left, int right);
}
