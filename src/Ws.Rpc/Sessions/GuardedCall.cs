using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// A call that something runs around: it keeps a copy of the arguments, which are read at the end of the way only. Whoever keeps
/// it longer than the call lives finds it over.
/// </summary>
internal sealed class GuardedCall
{
    private static readonly object s_runs = new();
    private static readonly object s_over = new();

    private readonly IncomingCall _call;
    private readonly CallTarget _target;
    private readonly int _method;
    private MessageBuffer? _arguments;

    // Nothing, s_runs, then s_over; a TaskCompletionSource while somebody waits for that.
    private object? _progress;

    public GuardedCall(IncomingCall call, CallTarget target, int method, ReadOnlySpan<byte> arguments)
    {
        _call = call;
        _target = target;
        _method = method;
        Name = call.Passage.UnknownName ?? target.Contract.Methods[method].Name;
        IsKnown = call.Passage.UnknownName is null;
        IsNotification = !call.IsWanted;
        Session = call.Session;
        _arguments = MessageBuffer.Rent();
        _arguments.Write(arguments);
    }

    /// <summary>The wire name as the peer sent it.</summary>
    public string Name { get; }

    public bool IsKnown { get; }

    public bool IsNotification { get; }

    public RpcSession Session { get; }

    /// <summary>The token of the call; once it is over, one that has fired.</summary>
    public CancellationToken CancellationToken =>
        _arguments is null ? new CancellationToken(canceled: true) : _call.CancellationToken;

    /// <summary>The arguments as they were sent: an array, an object, or nothing.</summary>
    /// <exception cref="InvalidOperationException">The call is over.</exception>
    public ReadOnlySpan<byte> Arguments => Content.Span;

    private MessageBuffer Content => _arguments ?? throw new InvalidOperationException("The call is over.");

    /// <summary>Runs the call through its guard, and sees to it that a request is answered.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask RunAsync(CallGuard guard)
    {
        try
        {
            // It may have been cancelled while it waited for its turn.
            _call.Cancelled.ThrowIfCancellationRequested();
            await guard.InvokeAsync(this).ConfigureAwait(false);
            if (_call.IsUnanswered)
            {
                throw new InvalidOperationException(
                    $"A filter of '{_target.Contract.Methods[_method].Name}' neither ran the rest of the call nor refused "
                    + "it by an exception.");
            }
        }
        finally
        {
            MessageBuffer arguments = _arguments!;
            _arguments = null;
            arguments.Release();
        }
    }

    /// <summary>The end of the way: reads the arguments and calls the method. Once.</summary>
    /// <param name="services">Where the target finds what it needs, if it has no scope of its own to make.</param>
    public ValueTask InvokeTargetAsync(IServiceProvider services)
    {
        MessageBuffer arguments = Content;
        if (Interlocked.CompareExchange(ref _progress, s_runs, null) is not null)
        {
            throw new InvalidOperationException("The rest of a call can be run once, and while its filters run.");
        }

        _call.Passage.Services = services;
        var reader = new RpcArgumentReader(arguments.Span, Session.ArgumentOptions);
        try
        {
            ValueTask work = _target.InvokeAsync(_method, ref reader, _call);
            if (!work.IsCompletedSuccessfully)
            {
                return AwaitAsync(work, reader.IsComplete ? -1 : reader.Index);
            }

            Leave(null);
            return work;
        }
        catch (Exception exception)
        {
            Leave(exception);
            if (exception is RpcPayloadException misfit && !reader.IsComplete)
            {
                throw Misfit(misfit, reader.Index);
            }

            throw;
        }
    }

    /// <summary>
    /// Sees to it that the target does not run, or not any more. Where a filter has ended before it, for example after some time,
    /// it is asked to stop and awaited: the call, its scope and its arguments are in use until then.
    /// </summary>
    public ValueTask EndTargetAsync() =>
        ReferenceEquals(Interlocked.CompareExchange(ref _progress, s_over, null), s_runs) ? StopTargetAsync() : default;

    private async ValueTask StopTargetAsync()
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (ReferenceEquals(Interlocked.CompareExchange(ref _progress, stopped, s_runs), s_runs))
        {
            _call.Cancel();
            await stopped.Task.ConfigureAwait(false);
        }
    }

    // With a parameter, its argument could not be read, and something made for the call is being disposed first.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitAsync(ValueTask work, int parameter)
    {
        try
        {
            await work.ConfigureAwait(false);
            Leave(null);
        }
        catch (Exception exception)
        {
            Leave(exception);
            if (parameter >= 0 && exception is RpcPayloadException misfit)
            {
                throw Misfit(misfit, parameter);
            }

            throw;
        }
    }

    private void Leave(Exception? failure)
    {
        if (Interlocked.Exchange(ref _progress, s_over) is not TaskCompletionSource stopped)
        {
            return;
        }

        if (failure is not (null or OperationCanceledException))
        {
            Session.Options.Logger.UnansweredFailure(failure, _target.Contract.Methods[_method].Name);
        }

        stopped.SetResult();
    }

    private RpcException Misfit(RpcPayloadException exception, int parameter) =>
        FailureAnswer.InvalidParams(exception, _target.Contract.Methods[_method], parameter, Session.Options);
}
