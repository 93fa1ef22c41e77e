using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>Makes one connection with a new session on it, or fails; each attempt within its time.</summary>
internal sealed class LinkDialer(
    SocketConnector connector, RpcClientOptions options, ClientChannel channel, CallTargets targets, ILogger logger)
{
    private const string Unopened = "The session could not be opened.";

    // How long one who closes waits for a server that is about to take his session up.
    private static readonly TimeSpan s_farewell = TimeSpan.FromMilliseconds(250);

    private readonly SessionOptions _sessionOptions = new()
    {
        Json = channel.JsonOptions,
        Logger = logger,
        Time = options.TimeProvider,
        CallTimeout = options.CallTimeout,
        CloseTimeout = options.CloseTimeout,
        MaxMessageBytes = options.MaxMessageBytes,
        MaxAnswerBytes = options.OutgoingQueueBytes,
        MaxConcurrentCalls = options.MaxConcurrentCalls,
        MaxPendingCalls = options.MaxPendingCalls,
        StreamCredit = options.StreamCredit,
        MaxStreams = options.MaxStreams,
        MaxStreamBytes = options.MaxStreamBytes,
        MaxStreamTokens = options.MaxStreamTokens,
        StreamIdleTimeout = options.StreamIdleTimeout,
    };

    private bool WantsResume => options is { Resume: true, Reconnect: not null };

    /// <param name="detached">The session to go on with, if there is one; where it cannot be, it has ended.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="RpcException">There is no connection, or the server refused the session.</exception>
    /// <exception cref="OperationCanceledException">The attempt was given up.</exception>
    public async Task<ClientLink> DialAsync(DetachedSession? detached, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        RpcSession? wanted = null;
        try
        {
            RpcConnection connection = await connector.ConnectAsync(logger, either.Token).ConfigureAwait(false);
            wanted = detached?.Session;
            var fresh = new RpcSession(_sessionOptions with { Json = channel.JsonOptions }, targets)
            {
                Loss = SessionRules.Loss,
                Keeper = WantsResume ? SessionRules.Instance : null,
            };
            var link = new ClientLink(connection, fresh, options);
            await OpenAsync(link, wanted, cancellationToken, either.Token).ConfigureAwait(false);
            return link;
        }
        catch (OperationCanceledException exception)
            when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcConnectionException($"No connection was made within {options.ConnectTimeout}.", null, exception);
        }
        catch (RpcProtocolException exception) when (wanted is not null)
        {
            // It goes on at the server and not here, where it may have ended meanwhile, or the server is confused about it: the
            // next attempt begins a new one.
            detached!.End(new RpcDisconnect(RpcDisconnectReason.ConnectionLost, 1006, exception.Message, exception));
            throw new RpcConnectionException(exception.Message, null, exception);
        }
    }

    private async Task OpenAsync(
        ClientLink link, RpcSession? detached, CancellationToken closing, CancellationToken cancellationToken)
    {
        if (detached is not null)
        {
            link.ListenTo(detached);
        }

        try
        {
            // Where the connection is lost meanwhile, this fails, or has succeeded before: there is a session to go on with.
            OpenedSession opened = await SessionOpener
                .OpenAsync(link.Session, detached, link.Connection, WantsResume, cancellationToken)
                .ConfigureAwait(false);
            link.Open(opened);
        }
        catch (Exception exception)
        {
            await (detached is not null && closing.IsCancellationRequested
                ? link.CloseAsync(Ended(), s_farewell).AsTask()
                : LeaveAsync(link, exception, cancellationToken)).ConfigureAwait(false);
            RpcDisconnect disconnect = await link.Served.ConfigureAwait(false);
            await link.DisposeAsync().ConfigureAwait(false);
            if (exception is RpcSessionLostException)
            {
                // There was none yet.
                throw new RpcConnectionException(exception.Message, disconnect, exception.InnerException);
            }

            throw;
        }
    }

    // A server that has gone on with a session is told that it is over (protocol section 9), or it would keep it for a while. No
    // longer than a close may take, and than the attempt.
    private static async Task LeaveAsync(ClientLink link, Exception failure, CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(_ => link.Abort(Unopened), null))
        {
            if (failure is RpcProtocolException)
            {
                await link.CloseAsync(Ended()).ConfigureAwait(false);
            }
            else
            {
                link.Abort(Unopened);
            }
        }
    }

    private static RpcDisconnect Ended() => new(RpcDisconnectReason.ClosedLocally, 1000, Unopened);
}
