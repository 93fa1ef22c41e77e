using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

/// <summary>Has a wire name that <see cref="ISecond"/> has too.</summary>
[RpcHub]
public interface ISecondToo
{
    [RpcMethod("second")]
    ValueTask<int> OtherAsync(int number);
}
