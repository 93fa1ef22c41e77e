using System;
using System.Collections.Concurrent;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.AspNetCore.Sessions;

/// <summary>The sessions of one route whose clients may come back, by their tokens. Thread-safe.</summary>
internal sealed class KeptSessions(RpcResumeOptions options, TimeProvider time, ILogger logger, CancellationToken stopping)
{
    private readonly ConcurrentDictionary<string, KeptSession> _byToken = new();
    private int _detached;

    public RpcResumeOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;

    /// <summary>What those without a connection keep together.</summary>
    public ResumeBudget Budget { get; } = new(options.MaxDetachedBytes);

    /// <summary>How many are without a connection.</summary>
    public int Detached => Volatile.Read(ref _detached);

    /// <summary>How many tokens open one of them.</summary>
    public int Tokens => _byToken.Count;

    public void Add(ResumeToken token, KeptSession session) => _byToken[token.Key] = session;

    public void Remove(ResumeToken? token)
    {
        if (token is not null)
        {
            _byToken.TryRemove(token.Key, out _);
        }
    }

    /// <summary>
    /// Takes out the session of this token for whoever shows it, once: of many at a time exactly one. Who is somebody else than
    /// its owner changes nothing.
    /// </summary>
    public async Task<KeptSession?> ClaimAsync(string token, ClaimsPrincipal user, string connectionId)
    {
        ResumeToken shown = ResumeToken.Of(token);
        if (!_byToken.TryGetValue(shown.Key, out KeptSession? session) || !session.Knows(shown))
        {
            return null;
        }

        if (!SessionIdentity.IsSame(session.Owner.User, user))
        {
            Logger.ResumeRefused(session.Owner.Id, connectionId);
            return null;
        }

        if (!await session.IsStillGoodAsync(shown).ConfigureAwait(false)
            || !_byToken.TryRemove(new(shown.Key, session))
            || !session.TryClaim())
        {
            return null;
        }

        if (session.IsGood(shown))
        {
            return session;
        }

        // Somebody else has come with it in between, and has the session.
        session.EndClaim();
        Add(shown, session);
        return null;
    }

    /// <summary>Whether one more may be without a connection; it then counts until <see cref="Attach"/>.</summary>
    public bool TryDetach()
    {
        if (stopping.IsCancellationRequested)
        {
            return false;
        }

        if (Interlocked.Increment(ref _detached) <= Options.MaxDetachedSessions)
        {
            RpcMeter.SessionDetached();
            return true;
        }

        Interlocked.Decrement(ref _detached);
        return false;
    }

    public void Attach()
    {
        Interlocked.Decrement(ref _detached);
        RpcMeter.SessionAttached();
    }
}
