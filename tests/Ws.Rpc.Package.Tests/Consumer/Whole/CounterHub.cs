using System.Collections.Generic;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Consumer.Whole;

public sealed class CounterHub : RpcHub<ICounterClient>, ICounterHub
{
    public ValueTask<int> AddAsync(int one, int other) => new(one + other);

    public async IAsyncEnumerable<int> CountAsync(int to)
    {
        int step = await Clients.Caller.AskStepAsync();
        for (int i = 0; i <= to; i += step)
        {
            yield return i;
        }
    }
}
