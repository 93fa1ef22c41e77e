using System.Threading.Tasks;

namespace Ws.Rpc.Chaos.Hubs;

[RpcCallback]
public interface IChaosClient
{
    ValueTask NumberAsync(int number);

    ValueTask RoomNumberAsync(int number);

    ValueTask<int> NestAsync(int depth);
}
