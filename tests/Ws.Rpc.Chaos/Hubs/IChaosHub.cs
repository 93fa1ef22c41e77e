using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Chaos.Hubs;

[RpcHub(Callback = typeof(IChaosClient))]
public interface IChaosHub
{
    /// <summary>Notes the execution, and answers with what only this call's answer can be.</summary>
    ValueTask<string> DoAsync(int call, string payload);

    /// <summary>The same, after so many milliseconds.</summary>
    ValueTask<int> WorkAsync(int call, int milliseconds);

    /// <summary>Holds its thread for so many milliseconds, as no hub should.</summary>
    ValueTask<int> BlockAsync(int call, int milliseconds);

    /// <summary>Waits until it is cancelled.</summary>
    ValueTask<int> HangAsync(int call, CancellationToken cancellationToken = default);

    /// <summary>Numbers from 0, as long as somebody takes them.</summary>
    IAsyncEnumerable<int> CountAsync(int stream, int to, CancellationToken cancellationToken = default);

    /// <summary>Calls back, and is called back, so many times deep.</summary>
    ValueTask<int> NestAsync(int depth);

    ValueTask JoinAsync(string room);

    /// <summary>Asks for so many numbered messages to the caller.</summary>
    ValueTask TellMeAsync(int first, int count);

    /// <summary>Takes so many numbers as come, and answers with them.</summary>
    ValueTask<int[]> CollectAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken = default);

    /// <summary>Asks for so many numbered messages to a room.</summary>
    ValueTask TellRoomAsync(string room, int first, int count);

    /// <summary>A numbered message to the server.</summary>
    void Tell(int number);
}
