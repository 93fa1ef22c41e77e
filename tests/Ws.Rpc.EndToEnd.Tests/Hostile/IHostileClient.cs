using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

[RpcCallback]
public interface IHostileClient
{
    ValueTask<int> ConfirmAsync(string question);
}
