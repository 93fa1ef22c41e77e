using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>
/// Where the proxies of a client send their calls: to the session that there is, or that there will be. While there is one, a
/// call costs nothing here; what has to wait, or to be repeated, goes through <see cref="PatientCalls"/>. Thread-safe.
/// </summary>
internal sealed class ClientChannel : RpcChannel
{
    private readonly PatientCalls _patient;

    // Guards the replacement of _json.
    private readonly Lock _gate = new();
    private volatile JsonSerializerOptions _json;

    public ClientChannel(RpcClientOptions options)
    {
        Gate = new SessionGate(options.MaxWaitingCalls);
        Time = options.TimeProvider;
        _patient = new PatientCalls(Gate, options);
        Waits = options.WhileDisconnected == RpcWhileDisconnected.Wait;
        _json = RpcJson.Create(options.JsonSerializerOptions);
    }

    public SessionGate Gate { get; }

    public TimeProvider Time { get; }

    /// <summary>Whether calls wait while there is no session.</summary>
    public bool Waits { get; }

    public override JsonSerializerOptions JsonOptions => _json;

    /// <summary>Lets the serializer options know the types of a contract; proxies made before keep what they have.</summary>
    public void Learn(RpcContract contract)
    {
        lock (_gate)
        {
            _json = RpcJson.With(_json, contract);
        }

        Gate.Session?.Learn(contract);
    }

    public override ValueTask<TResult> InvokeAsync<TArguments, TResult>(
        RpcMethod method, in TArguments arguments, RpcCodec<TResult> result, CancellationToken cancellationToken)
    {
        if (Gate.Session is not { } session)
        {
            return Refusal() is { } refusal
                ? ValueTask.FromException<TResult>(refusal)
                : _patient.InvokeAsync(method, arguments, result, null, cancellationToken);
        }

        long begun = PatientCalls.IsRepeatable(method) ? Time.GetTimestamp() : EarlierCall.JustNow;
        ValueTask<TResult> call = session.InvokeAsync(method, arguments, result, cancellationToken);
        return MayGoElsewhere(method, call.IsFaulted)
            ? WatchAsync(call, session, begun, method, arguments, result, cancellationToken)
            : call;
    }

    public override ValueTask InvokeAsync<TArguments>(
        RpcMethod method, in TArguments arguments, CancellationToken cancellationToken)
    {
        if (Gate.Session is not { } session)
        {
            return Refusal() is { } refusal
                ? ValueTask.FromException(refusal)
                : _patient.InvokeAsync(method, arguments, null, cancellationToken);
        }

        long begun = PatientCalls.IsRepeatable(method) ? Time.GetTimestamp() : EarlierCall.JustNow;
        ValueTask call = session.InvokeAsync(method, arguments, cancellationToken);
        return MayGoElsewhere(method, call.IsFaulted)
            ? WatchAsync(call, session, begun, method, arguments, cancellationToken)
            : call;
    }

    public override IAsyncEnumerable<T> StreamAsync<TArguments, T>(
        RpcMethod method, in TArguments arguments, RpcCodec<T> item, CancellationToken cancellationToken) =>
        new ClientStream<TArguments, T>(this, method, arguments, item, cancellationToken);

    public override ValueTask NotifyAsync<TArguments>(RpcMethod method, in TArguments arguments)
    {
        if (Gate.Session is not { } session)
        {
            return Refusal() is { } refusal ? ValueTask.FromException(refusal) : _patient.NotifyAsync(method, arguments, null);
        }

        ValueTask sent = session.NotifyAsync(method, arguments);
        return sent.IsFaulted && Waits ? WatchAsync(sent, session, method, arguments) : sent;
    }

    public override void Notify<TArguments>(RpcMethod method, in TArguments arguments)
    {
        if (Gate.Session is { } session)
        {
            session.Notify(method, arguments);
        }
        else if (Waits)
        {
            // A copy, as it is sent later; behind what waits already, so that the order stays.
            TArguments kept = arguments;
            Gate.Send(waited => waited.Notify(method, kept), static () => RpcMeter.NotificationNotSent(queueIsFull: false));
        }
        else
        {
            RpcMeter.NotificationNotSent(queueIsFull: false);
        }
    }

    /// <summary>A session for a stream, as soon as there is one that is not the one given.</summary>
    public ValueTask<RpcSession> SessionAsync(RpcSession? not, bool begins, RpcMethod method, CancellationToken cancellationToken)
    {
        if (begins && Gate.Session is { } session && session != not)
        {
            return ValueTask.FromResult(session);
        }

        return begins && Refusal() is { } refusal
            ? ValueTask.FromException<RpcSession>(refusal)
            : _patient.SessionAsync(not, begins, method, cancellationToken);
    }

    private RpcConnectionException? Refusal() =>
        Waits ? null : new RpcConnectionException("There is no connection at the moment.") { IsUnsent = true };

    // A call that was not sent has failed by now.
    private bool MayGoElsewhere(RpcMethod method, bool failed) => failed ? Waits : PatientCalls.IsRepeatable(method);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TResult> WatchAsync<TArguments, TResult>(
        ValueTask<TResult> call,
        RpcSession session,
        long begun,
        RpcMethod method,
        TArguments arguments,
        RpcCodec<TResult> result,
        CancellationToken cancellationToken)
        where TArguments : struct, IRpcArguments
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (RpcConnectionException failure) when (PatientCalls.MayRepeat(failure, method, Waits))
        {
            var earlier = new EarlierCall(session, failure, begun);
            return await _patient.InvokeAsync(method, arguments, result, earlier, cancellationToken).ConfigureAwait(false);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WatchAsync<TArguments>(
        ValueTask call,
        RpcSession session,
        long begun,
        RpcMethod method,
        TArguments arguments,
        CancellationToken cancellationToken)
        where TArguments : struct, IRpcArguments
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (RpcConnectionException failure) when (PatientCalls.MayRepeat(failure, method, Waits))
        {
            var earlier = new EarlierCall(session, failure, begun);
            await _patient.InvokeAsync(method, arguments, earlier, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WatchAsync<TArguments>(ValueTask sent, RpcSession session, RpcMethod method, TArguments arguments)
        where TArguments : struct, IRpcArguments
    {
        try
        {
            await sent.ConfigureAwait(false);
        }
        catch (RpcConnectionException failure) when (failure.IsUnsent)
        {
            await _patient.NotifyAsync(method, arguments, session).ConfigureAwait(false);
        }
    }
}
