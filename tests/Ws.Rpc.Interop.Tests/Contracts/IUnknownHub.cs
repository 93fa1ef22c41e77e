using System.Threading.Tasks;

namespace Ws.Rpc.Interop.Tests.Contracts;

/// <summary>A contract that the foreign server serves wrongly or not at all.</summary>
[RpcHub]
public interface IUnknownHub
{
    ValueTask<int> NobodyServesThisAsync();

    ValueTask<int> EchoAsync(string text);

    ValueTask SubtractAsync(string minuend);
}
