namespace Ws.Rpc.EndToEnd.Tests.Rooms;

[RpcCallback]
public interface IRoomClient
{
    void Told(string text);
}
