using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.Client;

/// <summary>Makes connections, attempt by attempt, as long as there is hope. Used by one loop.</summary>
[SuppressMessage("Design", "CA1031", Justification = "Whatever an attempt fails with, among it what the user's code throws.")]
internal sealed class Reconnector(ClientParts parts)
{
    private readonly RpcClientOptions _options = parts.Options;
    private readonly ReconnectSchedule _schedule = new(
        parts.Options.Reconnect ?? new RpcReconnectPolicy(),
        parts.Options.AccessToken is not null,
        parts.Options.Chance,
        parts.Options.TimeProvider);

    private bool IsAllowed => _options.Reconnect is not null;

    /// <summary>Makes the first connection; the options say whether in more than one attempt.</summary>
    public async Task<ClientLink> ConnectAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Exception failure;
            try
            {
                return await parts.Dialer.DialAsync(null, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsFailure(exception, cancellationToken))
            {
                failure = exception;
            }

            ReconnectAdvice advice = RefusalPolicy.Of(failure);
            bool goesOn = advice.Step == ReconnectStep.Refresh || (_options.RetryFirstConnect && IsAllowed);
            RpcDisconnect cause = Describe(failure, advice);
            if (!goesOn || !await WaitAsync(advice, cause, failure, cancellationToken).ConfigureAwait(false))
            {
                ExceptionDispatchInfo.Throw(failure);
            }
        }
    }

    /// <summary>A connection that has lasted for a while is over.</summary>
    public void Lost(TimeSpan lived) => _schedule.Lost(lived);

    /// <summary>Makes a connection in place of one that is lost or about to be; otherwise says how it all ended.</summary>
    public async Task<(ClientLink? Link, RpcDisconnect End)> ReconnectAsync(
        RpcDisconnect lost, ReconnectAdvice advice, DetachedSession? detached, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        while (IsAllowed && await WaitAsync(advice, lost, failure, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                return (await parts.Dialer.DialAsync(detached, cancellationToken).ConfigureAwait(false), lost);
            }
            catch (Exception exception) when (IsFailure(exception, cancellationToken))
            {
                RpcMeter.ReconnectFailed();
                parts.Logger.ConnectFailed(exception, _schedule.Attempt);
                failure = exception;
                advice = RefusalPolicy.Of(exception);
            }
        }

        return (null, EndOf(lost, advice, failure));
    }

    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private static RpcDisconnect Describe(Exception failure, ReconnectAdvice advice) => new(
        advice.Reason, (failure as RpcConnectionException)?.Disconnect?.CloseCode ?? 1006, failure.Message, failure);

    private RpcDisconnect EndOf(RpcDisconnect lost, ReconnectAdvice advice, Exception? failure)
    {
        if (IsAllowed && _schedule.IsExhausted)
        {
            string text = $"{_schedule.Attempt} attempts to connect again have failed: {(failure?.Message ?? lost.Description)}";
            return new RpcDisconnect(RpcDisconnectReason.AttemptsExhausted, lost.CloseCode, text, failure ?? lost.Exception);
        }

        return failure is null ? lost : Describe(failure, advice);
    }

    private async Task<bool> WaitAsync(
        ReconnectAdvice advice, RpcDisconnect lost, Exception? failure, CancellationToken cancellationToken)
    {
        if (_schedule.Next(advice, lost, failure) is not { } delay)
        {
            return false;
        }

        parts.Logger.Reconnecting(lost.Reason, lost.CloseCode, _schedule.Attempt, delay);
        parts.Events.Raise(new RpcReconnecting(_schedule.Attempt, delay, lost));
        await Task.Delay(delay, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
