using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Hubs;

[RpcHub]
public interface IScopeHub
{
    /// <summary>The numbers of the hub, of its scope's thing, and of that thing asked for again.</summary>
    ValueTask<int[]> WhoAsync();

    ValueTask<int> WhoLateAsync();

    ValueTask FailAsync(bool late);

    ValueTask TakeAsync(int number);

    void Poke();
}
