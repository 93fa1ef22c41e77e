using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.Benchmarks.Churn;

internal sealed class VisitorHub(TimeProvider time) : RpcHub, IVisitorHub
{
    private static long s_running;

    /// <summary>How many calls run now.</summary>
    public static long Running => Interlocked.Read(ref s_running);

    public async ValueTask<int> EnterAsync(string room)
    {
        await Rooms.JoinAsync(room);
        await Rooms.JoinAsync(Context.ConnectionId);
        return await Rooms.CountAsync(room);
    }

    public async ValueTask StayAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref s_running);
        try
        {
            await Task.Delay(TimeSpan.FromHours(1), time, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref s_running);
        }
    }
}
