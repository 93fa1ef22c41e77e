using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Consumer.Tested;

public sealed class DoorbellHub : RpcHub<IDoorbellClient>, IDoorbellHub
{
    public async ValueTask<string> RingAsync()
    {
        string visitor = Context.UserId!;
        await Clients.All.RangAsync(visitor);
        return $"Coming, {visitor}";
    }
}
