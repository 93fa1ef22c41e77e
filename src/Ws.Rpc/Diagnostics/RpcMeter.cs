using System.Collections.Generic;
using System.Diagnostics.Metrics;

namespace Ws.Rpc.Diagnostics;

/// <summary>The instruments of the meter <c>Ws.Rpc</c>.</summary>
internal static class RpcMeter
{
    public const string Name = "Ws.Rpc";

    private static readonly Meter s_meter = new(Name);

    private static readonly Counter<long> s_unexpectedResponses = s_meter.CreateCounter<long>(
        "ws_rpc.unexpected_responses",
        "{response}",
        "Responses that no call awaited: late (its call was given up) or stray (its id was never issued).");

    private static readonly Counter<long> s_droppedNotifications = s_meter.CreateCounter<long>(
        "ws_rpc.dropped_notifications", "{notification}", "Notifications that were not sent or not executed, by cause.");

    private static readonly UpDownCounter<long> s_activeStreams = s_meter.CreateUpDownCounter<long>(
        "ws_rpc.active_streams", "{stream}", "Streams that live, by what this side does: sending or receiving.");

    private static readonly UpDownCounter<long> s_activeConnections = s_meter.CreateUpDownCounter<long>(
        "ws_rpc.active_connections", "{connection}", "Connections that hubs serve.");

    private static readonly UpDownCounter<long> s_activeRooms = s_meter.CreateUpDownCounter<long>(
        "ws_rpc.active_rooms", "{room}", "Rooms that have members.");

    private static readonly UpDownCounter<long> s_detachedSessions = s_meter.CreateUpDownCounter<long>(
        "ws_rpc.detached_sessions", "{session}", "Sessions that hubs keep without a connection.");

    private static readonly Counter<long> s_resumes = s_meter.CreateCounter<long>(
        "ws_rpc.resumes", "{resume}", "Clients that came back for their session, by outcome: resumed or lost.");

    public static void SessionDetached() => s_detachedSessions.Add(1);

    public static void SessionAttached() => s_detachedSessions.Add(-1);

    /// <summary>A client has come back for its session, and got it or another one.</summary>
    public static void Resumed(bool resumed) =>
        s_resumes.Add(1, new KeyValuePair<string, object?>("outcome", resumed ? "resumed" : "lost"));
    private static readonly Counter<long> s_reconnects = s_meter.CreateCounter<long>(
        "ws_rpc.reconnects", "{attempt}", "Attempts of clients to connect again, by outcome.");

    /// <summary>A client has connected again.</summary>
    public static void Reconnected(bool resumed) =>
        s_reconnects.Add(1, new KeyValuePair<string, object?>("outcome", resumed ? "resumed" : "new_session"));

    public static void ReconnectFailed() => s_reconnects.Add(1, new KeyValuePair<string, object?>("outcome", "failed"));

    /// <summary>A client has come to a hub.</summary>
    public static void ConnectionBegins() => s_activeConnections.Add(1);

    public static void ConnectionEnds() => s_activeConnections.Add(-1);

    /// <summary>Somebody has entered a room that was not there.</summary>
    public static void RoomBegins() => s_activeRooms.Add(1);

    public static void RoomEnds() => s_activeRooms.Add(-1);

    /// <summary>A stream of ours has begun.</summary>
    public static void SendingBegins() => Count(1, "sending");

    public static void SendingEnds() => Count(-1, "sending");

    /// <summary>A stream of a peer's has begun.</summary>
    public static void ReceivingBegins() => Count(1, "receiving");

    public static void ReceivingEnds() => Count(-1, "receiving");

    public static void LateResponse() => s_unexpectedResponses.Add(1, new KeyValuePair<string, object?>("kind", "late"));

    public static void StrayResponse() => s_unexpectedResponses.Add(1, new KeyValuePair<string, object?>("kind", "stray"));

    public static void NotificationNotSent(bool queueIsFull) => s_droppedNotifications.Add(
        1, new KeyValuePair<string, object?>("cause", queueIsFull ? "queue_full" : "disconnected"));

    /// <summary>A notification was dropped, so that a peer which does not read may stay.</summary>
    public static void NotificationGivenUp() =>
        s_droppedNotifications.Add(1, new KeyValuePair<string, object?>("cause", "slow_consumer"));

    public static void ProgressMisfit() =>
        s_droppedNotifications.Add(1, new KeyValuePair<string, object?>("cause", "misfit"));

    public static void NotificationRefused() =>
        s_droppedNotifications.Add(1, new KeyValuePair<string, object?>("cause", "pending_limit"));

    public static void NotificationRateLimited() =>
        s_droppedNotifications.Add(1, new KeyValuePair<string, object?>("cause", "rate_limit"));

    private static void Count(int streams, string direction) =>
        s_activeStreams.Add(streams, new KeyValuePair<string, object?>("direction", direction));
}
