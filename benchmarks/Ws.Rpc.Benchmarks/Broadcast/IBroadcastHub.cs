using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Broadcast;

[RpcHub]
public interface IBroadcastHub
{
    /// <summary>Sends so many messages with a text of so many bytes to every member.</summary>
    ValueTask BroadcastAsync(int messages, int bytes);
}
