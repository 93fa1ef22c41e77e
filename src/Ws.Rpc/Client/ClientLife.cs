using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>
/// A client from connecting to the end that nothing follows: one loop that serves a connection, replaces it when it is lost or
/// about to be, and says how it all ended. <see cref="CloseAsync"/> ends it at any point.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Its source has no timer and no handle: there is nothing to dispose.")]
internal sealed class ClientLife(ClientParts parts)
{
    private readonly Reconnector _reconnector = new(parts);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Guards _link and _isClosing.
    private readonly Lock _gate = new();
    private ClientLink? _link;
    private bool _isClosing;

    /// <summary>The end that the user wants.</summary>
    public static RpcDisconnect Closed { get; } = new(RpcDisconnectReason.ClosedLocally, 1000, "Closed by this side.");

    /// <summary>Everybody has been told that there is a connection.</summary>
    public Task Announced => _announced.Task;

    /// <summary>Nothing of it runs any more.</summary>
    public Task Over => _over.Task;

    /// <summary>The newest connection.</summary>
    public ClientLink? Link
    {
        get
        {
            lock (_gate)
            {
                return _link;
            }
        }
    }

    private bool IsClosing
    {
        get
        {
            lock (_gate)
            {
                return _isClosing;
            }
        }
    }

    /// <summary>
    /// Makes the first connection; <see cref="RunAsync"/> must follow, or <see cref="Abandon"/> where it fails.
    /// </summary>
    /// <exception cref="RpcException">It cannot be made.</exception>
    /// <exception cref="OperationCanceledException">The caller has given it up.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        try
        {
            await AdoptAsync(await _reconnector.ConnectAsync(either.Token).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException exception) when (_stopping.IsCancellationRequested)
        {
            throw new RpcConnectionException("The client was closed while it connected.", Closed, exception);
        }
    }

    /// <summary>Serves the first connection, and those that follow it, to the end. Never fails.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A fault, perhaps of the user's policy, ends this client and no more.")]
    public async Task RunAsync()
    {
        RpcDisconnect end;
        try
        {
            end = await ServeAllAsync(Link!).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            end = Closed;
        }
        catch (Exception exception)
        {
            end = new RpcDisconnect(RpcDisconnectReason.ConnectionLost, 1006, exception.Message, exception);
        }

        parts.Gate.Close(() => Ended(end));
        parts.Logger.Ended(end.Reason, end.CloseCode);
        parts.Status.MoveTo(RpcClientState.Disconnected);
        parts.Events.Raise(end);
        _over.SetResult();
    }

    /// <summary>The first connection was not made.</summary>
    public void Abandon()
    {
        parts.Gate.Close(static () => new RpcConnectionException("There is no connection.") { IsUnsent = true });
        parts.Status.MoveTo(RpcClientState.Disconnected);
        _over.SetResult();
    }

    /// <summary>Ends it: what is connected says goodbye, what connects gives up. May be called more than once.</summary>
    public async Task CloseAsync()
    {
        ClientLink? link;
        lock (_gate)
        {
            _isClosing = true;
            link = _link;
        }

        parts.Gate.Close(static () => Ended(Closed));
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (link is { Served.IsCompleted: false })
        {
            await link.CloseAsync(Closed).ConfigureAwait(false);
        }
    }

    private static RpcConnectionException Ended(RpcDisconnect end) =>
        new($"The connection is over: {end.Description}", end, end.Exception) { IsUnsent = true };

    private async Task<RpcDisconnect> ServeAllAsync(ClientLink link)
    {
        Announce(link);
        _announced.SetResult();
        var leaving = new LeavingLinks(parts.Options.TimeProvider, _stopping.Token);
        try
        {
            while (true)
            {
                (RpcDisconnect lost, ReconnectAdvice advice) = await WhenLostAsync(link, leaving).ConfigureAwait(false);
                (ClientLink? next, RpcDisconnect end) = await ReplaceAsync(link, lost, advice).ConfigureAwait(false);
                if (next is null)
                {
                    return end;
                }

                link = next;
                leaving.Replaced();
                Announce(link);
                RpcMeter.Reconnected(link.Resumed);
                parts.Logger.Reconnected(link.Session.ConnectionId, link.Resumed);
                parts.Events.Raise(new RpcReconnected(link.Resumed));
            }
        }
        finally
        {
            await leaving.WhenGoneAsync().ConfigureAwait(false);
        }
    }

    private void Announce(ClientLink link)
    {
        parts.Gate.Open(link.Session);
        parts.Status.MoveTo(RpcClientState.Connected);
    }

    // The connection may go on for a while behind a goodbye, and is replaced meanwhile.
    private async Task<(RpcDisconnect Lost, ReconnectAdvice Advice)> WhenLostAsync(ClientLink link, LeavingLinks leaving)
    {
        Task first = parts.Options.Reconnect is null
            ? link.Served
            : await Task.WhenAny(link.Served, link.Goodbye).ConfigureAwait(false);
        if (first == link.Goodbye)
        {
            SessionGoodbye goodbye = await link.Goodbye.ConfigureAwait(false);
            parts.Gate.Shut();
            leaving.Add(link, goodbye.Deadline);
            var going = new RpcDisconnect(RpcDisconnectReason.ServerGoingAway, 1012, goodbye.Reason);
            return (going, new ReconnectAdvice(ReconnectStep.BackOff, going.Reason) { Within = goodbye.RetryAfter });
        }

        RpcDisconnect disconnect = await link.Served.ConfigureAwait(false);
        ReconnectAdvice advice = ClosePolicy.Of(disconnect);
        disconnect = disconnect with { Reason = advice.Reason };
        parts.Logger.Disconnected(link.Session.ConnectionId, disconnect.Reason, disconnect.CloseCode);
        parts.Gate.Shut();
        await link.DisposeAsync().ConfigureAwait(false);
        return (disconnect, advice);
    }

    // The session goes on where it can; where it cannot, it ends before anybody calls in the next one.
    private async Task<(ClientLink? Next, RpcDisconnect End)> ReplaceAsync(
        ClientLink link, RpcDisconnect lost, ReconnectAdvice advice)
    {
        DetachedSession? detached = link.Detach(lost);
        RpcDisconnect end = Closed;
        try
        {
            if (IsClosing || parts.Options.Reconnect is null)
            {
                return (null, end = lost);
            }

            _reconnector.Lost(link.Lived);
            parts.Status.MoveTo(RpcClientState.Reconnecting);
            (ClientLink? next, end) =
                await _reconnector.ReconnectAsync(lost, advice, detached, _stopping.Token).ConfigureAwait(false);
            if (next is { Resumed: true })
            {
                detached?.Resumed();
                detached = null;
            }

            if (next is not null)
            {
                await AdoptAsync(next).ConfigureAwait(false);
            }

            return (next, end);
        }
        finally
        {
            detached?.End(end);
        }
    }

    /// <exception cref="OperationCanceledException">The client has been closed meanwhile.</exception>
    private async Task AdoptAsync(ClientLink link)
    {
        bool isClosing;
        lock (_gate)
        {
            isClosing = _isClosing;
            _link = isClosing ? _link : link;
        }

        if (isClosing)
        {
            await link.CloseAsync(Closed).ConfigureAwait(false);
            await link.Served.ConfigureAwait(false);
            await link.DisposeAsync().ConfigureAwait(false);
            throw new OperationCanceledException(_stopping.Token);
        }
    }
}
