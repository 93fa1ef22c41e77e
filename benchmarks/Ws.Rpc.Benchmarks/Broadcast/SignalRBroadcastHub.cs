using System.Threading.Tasks;
using Microsoft.AspNetCore.SignalR;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Broadcast;

internal sealed class SignalRBroadcastHub : Hub<ISignalRClient>
{
    public async Task Broadcast(int messages, int bytes)
    {
        string text = BroadcastText.Of(bytes);
        for (int i = 0; i < messages; i++)
        {
            await Clients.All.Message(text);
        }
    }
}
