using System;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Threading;
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

    public void Add(KeptSession session) => _byToken[session.Token!.Key] = session;

    public void Remove(KeptSession session)
    {
        if (session.Token is { } token)
        {
            _byToken.TryRemove(token.Key, out _);
        }
    }

    /// <summary>
    /// Takes out the session of this token for whoever shows it, once: of many at a time exactly one. Who is somebody else than
    /// its owner changes nothing.
    /// </summary>
    public bool TryClaim(string token, ClaimsPrincipal user, string connectionId, [NotNullWhen(true)] out KeptSession? session)
    {
        ResumeToken shown = ResumeToken.Of(token);
        if (!_byToken.TryGetValue(shown.Key, out session) || session.Token is not { } own || !own.IsSame(shown))
        {
            return false;
        }

        if (!SessionIdentity.IsSame(session.Owner.User, user))
        {
            Logger.ResumeRefused(session.Owner.Id, connectionId);
            return false;
        }

        return _byToken.TryRemove(new(shown.Key, session));
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
