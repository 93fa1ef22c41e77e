using System.Collections.Concurrent;
using System.Threading.Tasks;

namespace Ws.Rpc.Chaos.Hubs;

/// <summary>Notes the numbers that it is told, and nests as deep as it is asked to.</summary>
internal sealed class ChaosClient : IChaosClient
{
    public ConcurrentQueue<int> Numbers { get; } = new();

    public ConcurrentQueue<int> RoomNumbers { get; } = new();

    public IChaosHub? Hub { get; set; }

    public ValueTask NumberAsync(int number)
    {
        Numbers.Enqueue(number);
        return default;
    }

    public ValueTask RoomNumberAsync(int number)
    {
        RoomNumbers.Enqueue(number);
        return default;
    }

    public async ValueTask<int> NestAsync(int depth) => depth == 0 ? 0 : 1 + await Hub!.NestAsync(depth - 1);
}
