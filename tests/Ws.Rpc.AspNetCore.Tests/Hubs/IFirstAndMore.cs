using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

/// <summary>Inherits another contract.</summary>
[RpcHub]
public interface IFirstAndMore : IFirst
{
    ValueTask<int> MoreAsync(int number);
}
