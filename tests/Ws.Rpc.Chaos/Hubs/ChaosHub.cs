using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.Chaos.Oracle;

namespace Ws.Rpc.Chaos.Hubs;

internal sealed class ChaosHub(Journal journal) : RpcHub<IChaosClient>, IChaosHub
{
    /// <summary>What the answer to a call is.</summary>
    public static string AnswerOf(int call, string payload) => $"{call}:{payload.Length}:{payload}";

    public override ValueTask OnConnectedAsync()
    {
        journal.Enter();
        return default;
    }

    public override ValueTask OnDisconnectedAsync(RpcDisconnect disconnect)
    {
        journal.Leave(disconnect);
        return default;
    }

    public ValueTask<string> DoAsync(int call, string payload)
    {
        journal.Execute(call);
        return new(AnswerOf(call, payload));
    }

    public async ValueTask<int> WorkAsync(int call, int milliseconds)
    {
        journal.Execute(call);
        journal.Begin();
        try
        {
            await Task.Delay(milliseconds);
            return call;
        }
        finally
        {
            journal.End();
        }
    }

    public ValueTask<int> BlockAsync(int call, int milliseconds)
    {
        journal.Execute(call);
        Thread.Sleep(milliseconds);
        return new(call);
    }

    public async ValueTask<int> HangAsync(int call, CancellationToken cancellationToken)
    {
        journal.Execute(call);
        journal.Begin();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return call;
        }
        finally
        {
            journal.End();
        }
    }

    public IAsyncEnumerable<int> CountAsync(int stream, int to, CancellationToken cancellationToken) =>
        new JournaledCount(journal, stream, to);

    public async ValueTask<int> NestAsync(int depth) => depth == 0 ? 0 : 1 + await Clients.Caller.NestAsync(depth - 1);

    public ValueTask JoinAsync(string room) => Rooms.JoinAsync(room);

    public async ValueTask TellMeAsync(int first, int count)
    {
        for (int number = first; number < first + count; number++)
        {
            await Clients.Caller.NumberAsync(number);
        }
    }

    public async ValueTask<int[]> CollectAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        List<int> collected = [];
        await foreach (int number in numbers.WithCancellation(cancellationToken))
        {
            collected.Add(number);
        }

        return [.. collected];
    }

    public async ValueTask TellRoomAsync(string room, int first, int count)
    {
        for (int number = first; number < first + count; number++)
        {
            await Clients.Room(room).RoomNumberAsync(number);
        }
    }

    public void Tell(int number) => journal.Hear(Context.ConnectionId, number);
}
