using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Probe;

namespace Ws.Rpc.EndToEnd.Tests.Rooms;

internal sealed class RoomHub(ProbeState state) : RpcHub<IRoomClient>, IRoomHub
{
    public ValueTask JoinAsync(string room) => Rooms.JoinAsync(room);

    public ValueTask LeaveAsync(string room) => Rooms.LeaveAsync(room);

    public async ValueTask<string[]> MembersAsync(string room) => [.. await Rooms.MembersAsync(room)];

    public ValueTask<int> CountAsync(string room) => Rooms.CountAsync(room);

    public ValueTask<string[]> MineAsync() => new([.. Rooms.OfCaller.Order()]);

    public ValueTask TellRoomAsync(string room, string text)
    {
        Clients.Room(room).Told(text);
        return default;
    }

    public ValueTask TellRoomsAsync(string[] rooms, string text)
    {
        Clients.Rooms(rooms).Told(text);
        return default;
    }

    public ValueTask TellOthersAsync(string room, string text)
    {
        Clients.OthersInRoom(room).Told(text);
        return default;
    }

    public override ValueTask OnRoomLeftAsync(string room, RpcRoomLeaveReason reason)
    {
        Clients.Room(room).Told($"{Context.ConnectionId} left {room}: {reason}");
        state.Tell($"{room}: {reason}");
        return room == "fails" ? throw new System.InvalidOperationException("a hub that fails") : default;
    }

    public override ValueTask OnDisconnectedAsync(RpcDisconnect disconnect)
    {
        state.Tell($"gone: {disconnect.CloseCode}");
        return default;
    }
}
