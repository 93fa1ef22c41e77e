using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// One session of a hub, from its first connection to its end, which may come long after that connection's: what the hub is told
/// of it, and where it is found meanwhile.
/// </summary>
internal sealed class HubSession<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>
    where THub : RpcHub
{
    private readonly HubDirectory _directory;
    private readonly HubLifetime<THub> _lifetime;
    private readonly RoomMember _member;
    private readonly HubContext _context;
    private readonly SessionDrain _drain;
    private readonly ILogger _logger;
    private Task<bool> _beginning = Task.FromResult(false);
    private KeptSession? _kept;
    private bool _hasEntered;
    private int _isEnding;

    public HubSession(
        HubConnection owner,
        HubDirectory directory,
        RoomLimits limits,
        HubLifetime<THub> lifetime,
        SessionDrain drain,
        ILogger logger)
    {
        _drain = drain;
        drain.Add(owner.Session);
        Owner = owner;
        _directory = directory;
        _lifetime = lifetime;
        _logger = logger;
        _member = new RoomMember(owner, directory.Rooms, limits);
        _context = new HubContext(_member, directory);
        _member.Left = (room, reason) => _lifetime.LeaveRoomAsync(_context, room, reason);
        owner.Session.State = _context;
    }

    public HubConnection Owner { get; }

    /// <summary>Told when its connection has become that of an older session, which is given.</summary>
    public Action<HubSession<THub>>? Moved { get; set; }

    private RpcSession Session => Owner.Session;

    /// <summary>Lets it be kept when it has lost its connection.</summary>
    public void KeepBy(KeptSessions all, EndingSessions ending)
    {
        _kept = new KeptSession(Owner, all, disconnect => ending.Run(() => EndAsync(disconnect)))
        {
            State = this,
            Moved = older => Moved?.Invoke((HubSession<THub>)older.State!),
        };
        Session.Keeper = _kept;
    }

    /// <summary>Lets it be found, tells the hub, and then lets its calls begin.</summary>
    public async Task BeginAsync()
    {
        _hasEntered = true;
        _directory.Enter(_member);
        _logger.Connected(Owner.Id);
        _beginning = _lifetime.TryConnectAsync(_context);
        if (await _beginning.ConfigureAwait(false))
        {
            Session.Calls.Release();
        }
        else
        {
            Session.BeginClose(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1011, "Internal error"), flush: true);
        }
    }

    /// <summary>Tells the hub that its client is back.</summary>
    public Task ResumeAsync() => _lifetime.ResumeAsync(_context);

    /// <summary>Ends it, once, and tells the hub if it had been told of the beginning. Never fails.</summary>
    public async Task EndAsync(RpcDisconnect disconnect)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) != 0)
        {
            return;
        }

        _drain.Remove(Session);
        _kept?.Forget();
        if (_hasEntered)
        {
            _directory.Exit(_member);
            _logger.Disconnected(Owner.Id, disconnect.Reason, disconnect.CloseCode);
        }

        bool hadBegun = await _beginning.ConfigureAwait(false);
        if (!hadBegun)
        {
            // It never began for the hub, and so it does not end.
            _member.Left = static (_, _) => Task.CompletedTask;
        }

        await _member.EndAsync().ConfigureAwait(false);
        if (hadBegun)
        {
            await _lifetime.DisconnectAsync(_context, disconnect).ConfigureAwait(false);
        }

        Session.Dispose();
    }
}
