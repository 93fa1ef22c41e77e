using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>
/// Calls that wait for a session and are sent then, and that are repeated in the next one where that does no harm: each within
/// its own time. Thread-safe.
/// </summary>
internal sealed class PatientCalls(SessionGate gate, RpcClientOptions options)
{
    /// <summary>
    /// Whether a call of this method may be made twice: not where its arguments are streams, which are used up.
    /// </summary>
    public static bool IsRepeatable(RpcMethod method) => method.IsIdempotent && !method.TakesStreams;

    /// <summary>Whether a call that failed may be made in another session.</summary>
    /// <param name="failure">How it failed.</param>
    /// <param name="method">What it called.</param>
    /// <param name="waits">Whether calls that could not be sent wait.</param>
    public static bool MayRepeat(RpcConnectionException failure, RpcMethod method, bool waits = true) =>
        failure.IsUnsent ? waits : failure is RpcSessionLostException && IsRepeatable(method);

    public async ValueTask<TResult> InvokeAsync<TArguments, TResult>(
        RpcMethod method,
        TArguments arguments,
        RpcCodec<TResult> result,
        EarlierCall? earlier,
        CancellationToken cancellationToken)
        where TArguments : struct, IRpcArguments
    {
        using CallBudget budget = BudgetOf(earlier, cancellationToken);
        CancellationToken called = method.TakesStreams ? cancellationToken : budget.Token;
        try
        {
            while (true)
            {
                RpcSession session = await WaitAsync(earlier, budget.Token).ConfigureAwait(false);
                try
                {
                    ValueTask<TResult> call = session.InvokeAsync(method, arguments, result, called);
                    await Task.CompletedTask.ConfigureAwait(YieldIf(call.IsCompleted));
                    return await call.ConfigureAwait(false);
                }
                catch (RpcConnectionException failure) when (MayRepeat(failure, method))
                {
                    earlier = new EarlierCall(session, failure, EarlierCall.JustNow);
                }
            }
        }
        catch (OperationCanceledException exception)
        {
            throw Translated(exception, budget, method, cancellationToken);
        }
    }

    public async ValueTask InvokeAsync<TArguments>(
        RpcMethod method, TArguments arguments, EarlierCall? earlier, CancellationToken cancellationToken)
        where TArguments : struct, IRpcArguments
    {
        using CallBudget budget = BudgetOf(earlier, cancellationToken);
        CancellationToken called = method.TakesStreams ? cancellationToken : budget.Token;
        try
        {
            while (true)
            {
                RpcSession session = await WaitAsync(earlier, budget.Token).ConfigureAwait(false);
                try
                {
                    ValueTask call = session.InvokeAsync(method, arguments, called);
                    await Task.CompletedTask.ConfigureAwait(YieldIf(call.IsCompleted));
                    await call.ConfigureAwait(false);
                    return;
                }
                catch (RpcConnectionException failure) when (MayRepeat(failure, method))
                {
                    earlier = new EarlierCall(session, failure, EarlierCall.JustNow);
                }
            }
        }
        catch (OperationCanceledException exception)
        {
            throw Translated(exception, budget, method, cancellationToken);
        }
    }

    public async ValueTask NotifyAsync<TArguments>(RpcMethod method, TArguments arguments, RpcSession? not)
        where TArguments : struct, IRpcArguments
    {
        while (true)
        {
            RpcSession session = await SessionAsync(not, bounded: true, method, CancellationToken.None).ConfigureAwait(false);
            try
            {
                ValueTask sent = session.NotifyAsync(method, arguments);
                await Task.CompletedTask.ConfigureAwait(YieldIf(sent.IsCompleted));
                await sent.ConfigureAwait(false);
                return;
            }
            catch (RpcConnectionException failure) when (failure.IsUnsent)
            {
                not = session;
            }
        }
    }

    /// <summary>A session for a stream; where it only goes on, it waits as long as it takes.</summary>
    public async ValueTask<RpcSession> SessionAsync(
        RpcSession? not, bool bounded, RpcMethod method, CancellationToken cancellationToken)
    {
        using var budget = new CallBudget(
            bounded ? options.CallTimeout : Timeout.InfiniteTimeSpan, options.TimeProvider, cancellationToken);
        try
        {
            return await gate.WaitAsync(not, budget.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw Translated(exception, budget, method, cancellationToken);
        }
    }

    // Where the sessions are handed out nobody's code is to go on, only the sending of what waited.
    private static ConfigureAwaitOptions YieldIf(bool isCompleted) =>
        isCompleted ? ConfigureAwaitOptions.ForceYielding : ConfigureAwaitOptions.None;

    private CallBudget BudgetOf(EarlierCall? earlier, CancellationToken cancellationToken)
    {
        TimeSpan left = options.CallTimeout;
        if (left != Timeout.InfiniteTimeSpan && earlier is { Begun: not EarlierCall.JustNow } call)
        {
            left -= options.TimeProvider.GetElapsedTime(call.Begun);
            left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }

        return new CallBudget(left, options.TimeProvider, cancellationToken);
    }

    // Where nothing comes after a session that was lost, what happened to the call remains unknown.
    private async ValueTask<RpcSession> WaitAsync(EarlierCall? earlier, CancellationToken cancellationToken)
    {
        try
        {
            return await gate.WaitAsync(earlier?.Session, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcConnectionException) when (earlier?.Failure is RpcSessionLostException lost)
        {
            ExceptionDispatchInfo.Throw(lost);
            throw;
        }
    }

    private Exception Translated(
        OperationCanceledException exception, CallBudget budget, RpcMethod method, CancellationToken cancellationToken) =>
        budget.IsSpent ? new RpcTimeoutException(method.Name, options.CallTimeout)
        : cancellationToken.IsCancellationRequested
            ? new OperationCanceledException(exception.Message, exception, cancellationToken)
            : exception;
}
