using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Sessions;
using Ws.Rpc.Wire;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>
/// The credentials of one connection: closes it when they expire (4401), and takes fresh ones of the same subject. A session
/// whose client can come back is kept meanwhile. It has a timer only while they can expire.
/// </summary>
internal sealed class ConnectionCredentials : ISessionAuthenticator, IAsyncDisposable
{
    // What a timer can wait for.
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private volatile HubConnection _hubConnection;
    private readonly RpcConnection _connection;
    private readonly CredentialScheme? _scheme;

    // Guards _timer, _expiresAt, _check, _leaving and _isOver.
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private DateTimeOffset? _expiresAt;
    private Task _check = Task.CompletedTask;
    private Task _leaving = Task.CompletedTask;
    private bool _isOver;

    public ConnectionCredentials(HubConnection hubConnection, RpcConnection connection, AdmittedHandshake admitted)
    {
        _hubConnection = hubConnection;
        _connection = connection;
        _scheme = admitted.Scheme;
        hubConnection.Session.Authenticator = _scheme is null ? null : this;
        lock (_gate)
        {
            ArmLocked(admitted.Handshake.ExpiresAt);
        }
    }

    public TimeSpan? ExpiresIn
    {
        get
        {
            lock (_gate)
            {
                return _expiresAt - Options.Time.GetUtcNow();
            }
        }
    }

    private RpcSession Session => _hubConnection.Session;

    private SessionOptions Options => Session.Options;

    /// <summary>The connection has become that of another session, of the same user.</summary>
    public void MoveTo(HubConnection hubConnection)
    {
        hubConnection.User = _hubConnection.User;
        hubConnection.Session.Authenticator = _scheme is null ? null : this;
        _hubConnection = hubConnection;
    }

    public bool TryBegin(string token, RequestId id, int generation)
    {
        lock (_gate)
        {
            if (_isOver || !_check.IsCompleted)
            {
                return false;
            }

            // On the pool: this is the receive loop, and schemes are the application's.
            _check = Task.Run(() => CheckAsync(token, id, generation));
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task work;
        lock (_gate)
        {
            _isOver = true;
            _timer?.Dispose();
            work = Task.WhenAll(_check, _leaving);
        }

        await work.ConfigureAwait(false);
    }

    [SuppressMessage("Design", "CA1031", Justification = "What a scheme throws is logged, and its client not told.")]
    private async Task CheckAsync(string token, RequestId id, int generation)
    {
        int error = RpcErrorCode.InternalError;
        try
        {
            error = await ReplaceAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Session.Ended.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            Options.Logger.CredentialsCheckFailed(exception, Session.ConnectionId);
        }

        if (!ReferenceEquals(Session.Connection, _connection))
        {
            // The session goes on over another one, on which nobody has asked.
            return;
        }

        if (error == 0)
        {
            Options.Logger.CredentialsReplaced(Session.ConnectionId);
            SessionAuth.Accept(Session, id, generation, ExpiresIn);
            return;
        }

        Options.Logger.CredentialsRefused(Session.ConnectionId, error);
        SessionAuth.Refuse(Session, id, generation, error);
        if (error == RpcErrorCode.Forbidden)
        {
            Close(new RpcDisconnect(
                RpcDisconnectReason.ClosedLocally, 4503, "Other credentials than those of this connection."));
        }
    }

    // Zero, or the code of the refusal.
    private async Task<int> ReplaceAsync(string token)
    {
        FreshCredentials? fresh = BearerTokens.IsToken(token)
            ? await _scheme!.CheckAsync(token, Session.Ended).ConfigureAwait(false)
            : null;
        if (fresh is null || fresh.ExpiresAt <= Options.Time.GetUtcNow())
        {
            return RpcErrorCode.Unauthenticated;
        }

        if (!fresh.IsAuthorized || !UserIdentity.IsSame(fresh.User, _hubConnection.User))
        {
            return RpcErrorCode.Forbidden;
        }

        lock (_gate)
        {
            ArmLocked(fresh.ExpiresAt);
        }

        _hubConnection.User = fresh.User;
        return 0;
    }

    private void ArmLocked(DateTimeOffset? expiresAt)
    {
        _expiresAt = expiresAt;
        if (_isOver)
        {
            return;
        }

        if (expiresAt is not { } end)
        {
            _timer?.Dispose();
            _timer = null;
            return;
        }

        long ticks = Math.Clamp((end - Options.Time.GetUtcNow()).Ticks, 0, s_longest.Ticks);
        _timer ??= Options.Time.CreateTimer(
            static state => ((ConnectionCredentials)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.FromTicks(ticks), Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            // Replaced meanwhile, or farther away than a timer reaches.
            if (_isOver || _expiresAt is null || _expiresAt > Options.Time.GetUtcNow())
            {
                ArmLocked(_expiresAt);
                return;
            }

            // On the pool: the session's own gates are not to be taken under this one.
            _leaving = Task.Run(LeaveAsync);
        }
    }

    private Task LeaveAsync()
    {
        Options.Logger.CredentialsExpired(Session.ConnectionId);
        var cause = new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 4401, "The credentials have expired.");
        if ((Session.Keeper as KeptSession)?.Suspend(_connection, cause) is { } leaving)
        {
            return leaving;
        }

        Close(cause);
        return Task.CompletedTask;
    }

    private void Close(RpcDisconnect cause)
    {
        _connection.BeginClose(cause, Options.CloseTimeout, Options.Time, flush: true);
    }
}
