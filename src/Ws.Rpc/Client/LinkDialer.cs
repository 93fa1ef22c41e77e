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

    /// <exception cref="RpcException">There is no connection, or the server refused the session.</exception>
    /// <exception cref="OperationCanceledException">The attempt was given up.</exception>
    public async Task<ClientLink> DialAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            RpcConnection connection = await connector.ConnectAsync(logger, either.Token).ConfigureAwait(false);
            var session = new RpcSession(_sessionOptions with { Json = channel.JsonOptions }, targets);
            return await OpenAsync(new ClientLink(session, connection, options), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
            when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcConnectionException($"No connection was made within {options.ConnectTimeout}.", null, exception);
        }
    }

    private static async Task<ClientLink> OpenAsync(ClientLink link, CancellationToken cancellationToken)
    {
        Task<SessionOpened> opening = SessionOpener.OpenAsync(link.Session, cancellationToken);
        await Task.WhenAny(opening, link.Served).ConfigureAwait(false);
        if (!opening.IsCompletedSuccessfully)
        {
            link.Abort("The session could not be opened.");
            RpcDisconnect disconnect = await link.Served.ConfigureAwait(false);
            await link.EndAsync(disconnect, isWanted: true).ConfigureAwait(false);
        }

        link.Resumed = (await opening.ConfigureAwait(false)).Resumed;
        return link;
    }
}
