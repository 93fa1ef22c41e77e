using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace Ws.Rpc.Connections;

/// <summary>
/// Awaits a receive that has to wait for the network and, as soon as the loop is suspended, lets the owner use the thread: that
/// saves a change of threads, and whatever runs there keeps nobody from receiving.
/// </summary>
internal readonly struct WaitingReceive(ValueTask<bool> receive, IConnectionOwner owner, RpcConnection connection)
    : ICriticalNotifyCompletion
{
    private readonly ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _receive =
        receive.ConfigureAwait(false).GetAwaiter();

    // Never at once, or the owner would not get its turn.
    public bool IsCompleted => false;

    public WaitingReceive GetAwaiter() => this;

    public bool GetResult() => _receive.GetResult();

    public void OnCompleted(Action continuation) => throw new NotSupportedException();

    public void UnsafeOnCompleted(Action continuation)
    {
        _receive.UnsafeOnCompleted(continuation);

        // From here on the loop may run on another thread.
        owner.OnWaiting(connection);
    }
}
