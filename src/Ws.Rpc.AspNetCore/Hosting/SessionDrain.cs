using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// Lets the sessions of one route end when the application stops: their clients are told, what is under way is served, within a
/// deadline, and then they are closed (protocol section 8). Thread-safe.
/// </summary>
internal sealed class SessionDrain(RpcHubOptions options, TimeProvider time)
{
    // How long after its last answer a session may be there still.
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    private static readonly RpcDisconnect s_going = new(RpcDisconnectReason.ClosedLocally, 1001, "The server is stopping.");
    private static readonly RpcDisconnect s_restart = new(RpcDisconnectReason.ClosedLocally, 1012, "The server is stopping.");

    private readonly ConcurrentDictionary<RpcSession, bool> _sessions = new();

    public void Add(RpcSession session) => _sessions[session] = false;

    public void Remove(RpcSession session) => _sessions.TryRemove(session, out _);

    /// <summary>
    /// Runs until no request is under way any more: a handshake that began before may bring a session at any time.
    /// </summary>
    /// <param name="requestsEnded">No connection is left to wait for.</param>
    public async Task RunAsync(CancellationToken requestsEnded)
    {
        long begin = time.GetTimestamp();
        using var timer = new PeriodicTimer(s_look, time);
        do
        {
            TimeSpan elapsed = time.GetElapsedTime(begin);
            foreach (KeyValuePair<RpcSession, bool> entry in _sessions)
            {
                Look(entry.Key, isTold: entry.Value, elapsed);
            }
        }
        while (await MayHaveMoreAsync(timer, requestsEnded).ConfigureAwait(false));
    }

    private async Task<bool> MayHaveMoreAsync(PeriodicTimer timer, CancellationToken requestsEnded)
    {
        try
        {
            return await timer.WaitForNextTickAsync(requestsEnded).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Only sessions without a connection can be left.
            foreach (RpcSession session in _sessions.Keys)
            {
                session.BeginClose(s_restart, flush: false);
            }

            return false;
        }
    }

    private void Look(RpcSession session, bool isTold, TimeSpan elapsed)
    {
        if (!isTold)
        {
            _sessions.TryUpdate(session, true, false);
            session.BeginDrain(options.DrainTimeout - elapsed, options.DrainRetryAfter);
        }

        // Who was told to leave does so in his own time.
        bool mayStay = session.IsOpen && elapsed < options.DrainRetryAfter && session.Link.State != SessionState.Detached;
        if (elapsed >= options.DrainTimeout || (session.CallsUnderWay == 0 && !mayStay))
        {
            session.BeginClose(session.IsOpen ? s_restart : s_going, flush: true);
        }
    }
}
