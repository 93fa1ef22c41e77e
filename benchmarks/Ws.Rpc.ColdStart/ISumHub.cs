using System.Threading.Tasks;

namespace Ws.Rpc.ColdStart;

[RpcHub]
public interface ISumHub
{
    ValueTask<int> AddAsync(int left, int right);
}
