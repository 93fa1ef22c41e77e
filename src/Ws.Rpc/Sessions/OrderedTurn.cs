using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The turn of one ordered call, which its handler carries along: while it awaits an answer of the peer's, the next may go on.
/// </summary>
internal sealed class OrderedTurn(CallQueue queue)
{
    private static readonly AsyncLocal<OrderedTurn?> s_current = new();

    /// <summary>The turn of the handler that runs here.</summary>
    public static OrderedTurn? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    public CallQueue Queue { get; } = queue;

    /// <summary>How many answers are awaited. Guarded by the queue's gate.</summary>
    public int Awaited { get; set; }

    /// <summary>Whether the call has completed. Guarded by the queue's gate.</summary>
    public bool IsOver { get; set; }

    public async ValueTask<T> AwaitAsync<T>(ValueTask<T> answer)
    {
        Queue.Leave(this);
        try
        {
            return await answer.ConfigureAwait(false);
        }
        finally
        {
            Queue.Return(this);
        }
    }

    public async ValueTask AwaitAsync(ValueTask answer)
    {
        Queue.Leave(this);
        try
        {
            await answer.ConfigureAwait(false);
        }
        finally
        {
            Queue.Return(this);
        }
    }
}
