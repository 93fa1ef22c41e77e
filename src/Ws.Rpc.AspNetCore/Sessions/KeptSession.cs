using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Sessions;
using Ws.Rpc.Wire;

namespace Ws.Rpc.AspNetCore.Sessions;

/// <summary>
/// One session of a hub, and what keeps it while it has no connection: a token, and a timer that ends it (protocol section 9).
/// </summary>
internal sealed class KeptSession : ISessionKeeper
{
    // Protocol section 9: how long a connection may take to give way, which is a matter of its handlers.
    private static readonly TimeSpan s_giveWay = TimeSpan.FromSeconds(2);

    // What may pass until something that is being written counts as stuck, because nobody is there any more to read it. Whoever
    // comes back waits for that, and what is lost by it is sent again.
    private static readonly TimeSpan s_writing = TimeSpan.FromMilliseconds(50);

    // How long the other end of a connection that has given way may take to say goodbye. Nobody waits for that.
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1);

    private static readonly RpcDisconnect s_superseded = new(
        RpcDisconnectReason.ClosedLocally, 4509, "Another connection has taken up the session.");

    private readonly KeptSessions _all;
    private readonly Action<RpcDisconnect> _ended;

    // Guards _timer, _isDetached and _hasEnded.
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _isDetached;
    private bool _hasEnded;

    // The token before, in case that the answer with the newest one has not arrived; and how many frames had come by then.
    private ResumeToken? _older;
    private long _receivedAtResume;
    private int _isClaimed;
    private volatile RpcDisconnect? _suspension;

    /// <param name="owner">The session, and whose it is.</param>
    /// <param name="all">The others of its route.</param>
    /// <param name="ended">Told when it has ended without a connection.</param>
    public KeptSession(HubConnection owner, KeptSessions all, Action<RpcDisconnect> ended)
    {
        Owner = owner;
        _all = all;
        _ended = ended;
    }

    public HubConnection Owner { get; }

    /// <summary>It and the others of its route.</summary>
    public KeptSessions All => _all;

    /// <summary>What its client has to show; none before it has asked.</summary>
    public ResumeToken? Token { get; private set; }

    /// <summary>What the layers above keep of it.</summary>
    public object? State { get; init; }

    /// <summary>Told when a connection has become that of this session, rather than of the one given.</summary>
    public Action<KeptSession>? Moved { get; init; }

    private RpcSession Session => Owner.Session;

    // What is over for good, by whoever's will, is not kept; what was lost is.
    public bool Keeps(RpcDisconnect disconnect) => Token is not null && disconnect.CloseCode switch
    {
        1006 or 4408 or 4509 => _all.TryDetach(),
        4401 => ReferenceEquals(disconnect, _suspension) && _all.TryDetach(),
        1001 or 1012 or 1013 => disconnect.Reason == RpcDisconnectReason.ClosedByPeer && _all.TryDetach(),
        _ => false,
    };

    /// <summary>
    /// Takes its connection away, whose credentials have expired: it goes on for its owner, who comes back with fresh ones.
    /// </summary>
    /// <returns>The end of sending; <see langword="null"/>: nobody can come back, and nothing has been done.</returns>
    public Task? Suspend(RpcConnection connection, RpcDisconnect cause)
    {
        if (Token is null)
        {
            return null;
        }

        _suspension = cause;
        TimeSpan timeout = Session.Options.CloseTimeout;
        return connection.GiveWayAsync(cause, timeout, timeout, _all.Time);
    }

    public void OnDetached(RpcDisconnect disconnect)
    {
        lock (_gate)
        {
            _isDetached = true;
            _timer = _all.Time.CreateTimer(
                _ => Session.Link.TryEnd(disconnect), null, _all.Options.Window, Timeout.InfiniteTimeSpan);
        }

        _all.Logger.SessionDetached(Owner.Id, disconnect.Reason, disconnect.CloseCode);

        // Whoever sends to it, or stops, may have ended it before this side came to say that it is kept.
        if (HasEnded())
        {
            EndDetached();
        }
    }

    public void OnEnded(RpcSession session, RpcDisconnect disconnect)
    {
        lock (_gate)
        {
            _hasEnded = true;
        }

        EndDetached();
        Forget();
        _ended(disconnect);
    }

    public ResumeOffer? Offer(RpcSession session)
    {
        Token = ResumeToken.Create(out string text);
        _all.Add(Token, this);
        return new ResumeOffer(text, _all.Options.Window, _all.Options.BufferBytes);
    }

    /// <summary>The session has ended with its connection.</summary>
    public void Forget()
    {
        _all.Remove(Token);
        _all.Remove(_older);
    }

    /// <summary>Whether this is one of its tokens.</summary>
    public bool Knows(ResumeToken shown) => Token?.IsSame(shown) == true || _older?.IsSame(shown) == true;

    /// <summary>
    /// Whether the token is its newest, or the one before and the client cannot have got the newest: the connection that it was
    /// sent over is gone, or goes by the time that it would have to give way, and nothing has come over it.
    /// </summary>
    public async Task<bool> IsStillGoodAsync(ResumeToken shown)
    {
        if (Token?.IsSame(shown) == true)
        {
            return true;
        }

        try
        {
            await Session.Link.Over.WaitAsync(s_giveWay, _all.Time).ConfigureAwait(false);
            return IsGood(shown);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Of those that come with one of its tokens, one gets it.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref _isClaimed, 1) == 0;

    /// <summary>The claim is over, whatever has come of it.</summary>
    public void EndClaim() => Volatile.Write(ref _isClaimed, 0);

    /// <summary>The same as <see cref="IsStillGoodAsync"/>, as of now.</summary>
    public bool IsGood(ResumeToken shown) => Token?.IsSame(shown) == true
        || (Session.Link.State == SessionState.Detached && Session.Continuity.Received == _receivedAtResume);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong, the client gets an answer.")]
    public async Task ResumeAsync(RpcSession fresh, RpcConnection connection, RequestId id, ResumeRequest request)
    {
        bool resumed = false;
        try
        {
            KeptSession? session = await _all.ClaimAsync(request.Token, Owner.User, Owner.Id).ConfigureAwait(false);
            resumed = session is not null
                && await session.TryTakeAsync(connection, id, request, this).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _all.Logger.ResumeFailed(exception, Owner.Id);
        }

        RpcMeter.Resumed(resumed);
        if (!resumed)
        {
            SessionOpening.Answer(fresh, id, Offer(fresh), isInstead: true);
        }
    }

    private async Task<bool> TryTakeAsync(RpcConnection connection, RequestId id, ResumeRequest request, KeptSession fresh)
    {
        if (!await TryLeaveAsync().ConfigureAwait(false))
        {
            // Nobody can show it any more.
            Token = null;
            return false;
        }

        Forget();
        ResumeOffer offer = Offer(Session)!;
        EndClaim();
        Session.Heartbeat.Begin(fresh.Session.Heartbeat.Interval);
        MessageBuffer answer = SessionOpening.WriteResumed(Session, id, offer, fresh.Session.Authenticator?.ExpiresIn);
        if (!await Session.TryResumeAsync(connection, answer, request.Received).ConfigureAwait(false))
        {
            answer.Release();
            Session.Link.TryEnd(new RpcDisconnect(
                RpcDisconnectReason.ConnectionLost, 1006, "The client came back for more than was kept."));

            // Where it had ended before, nobody else takes back what was offered.
            Forget();
            return false;
        }

        // Only now, or the next one with it would meet a session that is about to go on. The receive loop is still held.
        _receivedAtResume = Session.Continuity.Received;
        _older = ResumeToken.Of(request.Token);
        _all.Add(_older, this);
        EndDetached();
        fresh.Moved?.Invoke(this);
        _all.Logger.SessionResumed(Owner.Id);
        return true;
    }

    // The old connection may be dead without anybody knowing.
    private async Task<bool> TryLeaveAsync()
    {
        Task over = Session.Link.Over;
        if (over.IsCompleted)
        {
            return true;
        }

        RpcConnection? old = Session.Connection;
        Task giving = old?.GiveWayAsync(s_superseded, s_writing, s_farewell, _all.Time) ?? Task.CompletedTask;
        try
        {
            await Task.WhenAll(giving, over).WaitAsync(s_giveWay, _all.Time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            // Its handlers hold up its receive loop: it cannot be known what it has received.
            old?.Abort(s_superseded);
            return false;
        }
    }

    private bool HasEnded()
    {
        lock (_gate)
        {
            return _hasEnded;
        }
    }

    private void EndDetached()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
            if (!_isDetached)
            {
                return;
            }

            _isDetached = false;
        }

        _all.Attach();
    }
}
