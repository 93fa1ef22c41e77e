namespace Ws.Rpc.Benchmarks.Broadcast;

[RpcCallback]
public interface IBroadcastMember
{
    void Message(string text);
}
