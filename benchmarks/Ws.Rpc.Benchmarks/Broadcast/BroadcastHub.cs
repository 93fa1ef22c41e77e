using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.Benchmarks.Broadcast;

internal sealed class BroadcastHub : RpcHub<IBroadcastMember>, IBroadcastHub
{
    public ValueTask BroadcastAsync(int messages, int bytes)
    {
        string text = BroadcastText.Of(bytes);
        for (int i = 0; i < messages; i++)
        {
            Clients.All.Message(text);
        }

        return default;
    }
}
