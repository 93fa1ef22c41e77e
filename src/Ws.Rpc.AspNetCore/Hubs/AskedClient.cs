using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>One of those who are asked, from the question to the first thing that becomes of it.</summary>
[SuppressMessage("Design", "CA1031", Justification = "Whatever asking throws is the answer of this client, not of all.")]
internal sealed class AskedClient<TCallback, TResult>(
    Asking<TCallback, TResult> asking, string connectionId, RpcSession session)
    where TCallback : class
{
    private readonly AskChannel _channel = new(session, asking.Over);
    private ConfiguredValueTaskAwaitable<TResult>.ConfiguredValueTaskAwaiter _work;
    private int _isSettled;

    /// <summary>Asks, and returns before the answer. Every failure is the client's.</summary>
    [SuppressMessage("Reliability", "CA2012", Justification = "The task is kept until it has completed, and then consumed once.")]
    public void Begin(RpcContract<TCallback> contract, Func<TCallback, ValueTask<TResult>> ask)
    {
        try
        {
            _work = ask(contract.CreateProxy(_channel)).ConfigureAwait(false).GetAwaiter();
        }
        catch (Exception exception)
        {
            Fail(exception);
            return;
        }

        if (_work.IsCompleted)
        {
            Complete();
        }
        else
        {
            _work.UnsafeOnCompleted(Complete);
        }
    }

    /// <summary>The deadline has passed: what was not answered until now is not any more.</summary>
    public void GiveUp() => Settle(new RpcAnswer<TResult>(connectionId, Timeout()));

    private void Complete()
    {
        try
        {
            Settle(new RpcAnswer<TResult>(connectionId, _work.GetResult()));
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    // Behind the deadline everything fails for being cancelled, whatever the function that asks makes of that.
    private void Fail(Exception exception) =>
        Settle(new RpcAnswer<TResult>(connectionId, asking.IsLate ? Timeout() : exception));

    private void Settle(RpcAnswer<TResult> answer)
    {
        if (Interlocked.Exchange(ref _isSettled, 1) == 0)
        {
            asking.Add(answer);
        }
    }

    private RpcTimeoutException Timeout() => new(_channel.LastCalled?.Name ?? typeof(TCallback).Name, asking.Deadline);
}
