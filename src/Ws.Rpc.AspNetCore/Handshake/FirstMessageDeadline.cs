using System;
using System.Threading;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>
/// Closes a connection whose client has said nothing by the time given. It looks once, so that no message pays for it, and its
/// timer is gone then.
/// </summary>
internal sealed class FirstMessageDeadline : IDisposable
{
    private readonly RpcSession _session;
    private readonly RpcConnection _connection;
    private readonly TimeSpan _timeout;
    private readonly ITimer? _timer;

    public FirstMessageDeadline(RpcSession session, RpcConnection connection, TimeSpan timeout)
    {
        _session = session;
        _connection = connection;
        _timeout = timeout;
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            _timer = session.Options.Time.CreateTimer(
                static state => ((FirstMessageDeadline)state!).Look(), this, timeout, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        _timer?.Dispose();
        if (_connection.HasReceived)
        {
            return;
        }

        SessionOptions options = _session.Options;
        options.Logger.FirstMessageMissing(_session.ConnectionId, _timeout);
        var cause = new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1008, "No message came.");
        _connection.BeginClose(cause, options.CloseTimeout, options.Time, flush: true);
    }
}
