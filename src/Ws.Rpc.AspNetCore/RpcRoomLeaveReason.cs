namespace Ws.Rpc.AspNetCore;

/// <summary>Why a connection is no longer in a room.</summary>
public enum RpcRoomLeaveReason
{
    /// <summary>The hub has led it out, by <see cref="IRpcRooms.LeaveAsync"/>.</summary>
    Left,

    /// <summary>Somebody outside the hub has, by <see cref="IRpcHubRooms.RemoveAsync"/>.</summary>
    Removed,

    /// <summary>The connection is over.</summary>
    Disconnected,
}
