using System;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Threading;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.AspNetCore.Rooms;

/// <summary>
/// Who is where: the connections of one hub class, at all routes that serve it, by id, by user and by room. Thread-safe.
/// </summary>
internal sealed class HubDirectory
{
    private readonly ConcurrentDictionary<string, RoomMember> _members = new();
    private Func<JsonSerializerOptions>? _json;

    public HubConnections Connections { get; } = new();

    public GroupTable Users { get; } = new();

    public GroupTable Rooms { get; } = new();

    /// <summary>How messages from outside the hub are written: as by the first route that serves it.</summary>
    /// <exception cref="InvalidOperationException">No route does.</exception>
    public JsonSerializerOptions Json =>
        (_json ?? throw new InvalidOperationException("The hub is mapped to no route: call MapRpcHub first."))();

    /// <summary>A route serves the hub; only the first one counts.</summary>
    public void ServeBy(Func<JsonSerializerOptions> json) => Interlocked.CompareExchange(ref _json, json, null);

    /// <summary>A connection begins: from here on it is addressed by what it is.</summary>
    public void Enter(RoomMember member)
    {
        HubConnection connection = member.Connection;
        _members[connection.Id] = member;
        Connections.Add(connection);
        if (connection.IndexedUserId is { } user)
        {
            Users.Join(connection, user);
        }

        RpcMeter.ConnectionBegins();
    }

    /// <summary>
    /// The connection is over: it is addressed by nothing any more but its rooms, which <see cref="RoomMember.EndAsync"/> leaves.
    /// </summary>
    public void Exit(RoomMember member)
    {
        HubConnection connection = member.Connection;
        _members.TryRemove(connection.Id, out _);
        Connections.Remove(connection);
        if (connection.IndexedUserId is { } user)
        {
            Users.Leave(connection, user);
        }

        RpcMeter.ConnectionEnds();
    }

    public bool TryGetMember(string connectionId, [NotNullWhen(true)] out RoomMember? member) =>
        _members.TryGetValue(connectionId, out member);
}
