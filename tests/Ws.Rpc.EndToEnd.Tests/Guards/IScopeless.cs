using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

/// <summary>For hubs that do not even start.</summary>
[RpcHub]
public interface IScopeless
{
    ValueTask PingAsync();
}
