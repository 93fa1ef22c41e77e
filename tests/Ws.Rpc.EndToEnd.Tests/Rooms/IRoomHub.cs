using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Rooms;

[RpcHub(Callback = typeof(IRoomClient))]
public interface IRoomHub
{
    ValueTask JoinAsync(string room);

    ValueTask LeaveAsync(string room);

    ValueTask<string[]> MembersAsync(string room);

    ValueTask<int> CountAsync(string room);

    ValueTask<string[]> MineAsync();

    ValueTask TellRoomAsync(string room, string text);

    ValueTask TellRoomsAsync(string[] rooms, string text);

    ValueTask TellOthersAsync(string room, string text);
}
