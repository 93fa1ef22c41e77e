using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// A call that something runs around: it keeps a copy of the arguments, which are read at the end of the way only. Whoever keeps
/// it longer than the call lives finds it over.
/// </summary>
internal sealed class GuardedCall
{
    private readonly IncomingCall _call;
    private readonly CallTarget _target;
    private readonly int _method;
    private MessageBuffer? _arguments;
    private bool _isInvoked;

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
        if (_isInvoked)
        {
            throw new InvalidOperationException("The rest of a call can be run once.");
        }

        _isInvoked = true;
        _call.Passage.Services = services;
        var reader = new RpcArgumentReader(arguments.Span, Session.ArgumentOptions);
        try
        {
            ValueTask work = _target.InvokeAsync(_method, ref reader, _call);
            return reader.IsComplete ? work : FailAsync(work, reader.Index);
        }
        catch (RpcPayloadException exception) when (!reader.IsComplete)
        {
            throw Misfit(exception, reader.Index);
        }
    }

    // The arguments could not be read, and something made for the call is being disposed first.
    private async ValueTask FailAsync(ValueTask work, int parameter)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (RpcPayloadException exception)
        {
            throw Misfit(exception, parameter);
        }
    }

    private RpcException Misfit(RpcPayloadException exception, int parameter) =>
        FailureAnswer.InvalidParams(exception, _target.Contract.Methods[_method], parameter, Session.Options);
}
