using System.Collections.Generic;
using System.Threading.Tasks;
using Ws.Rpc;

namespace Consumer.Whole;

[RpcHub(Callback = typeof(ICounterClient))]
public interface ICounterHub
{
    ValueTask<int> AddAsync(int one, int other);

    IAsyncEnumerable<int> CountAsync(int to);
}
