namespace Ws.Rpc.AspNetCore.Rooms;

/// <summary>What one connection may have of rooms (protocol section 12).</summary>
internal sealed record RoomLimits(int MaxRooms, int MaxNameBytes);
