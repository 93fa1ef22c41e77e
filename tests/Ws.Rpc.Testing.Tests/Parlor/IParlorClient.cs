using System.Threading.Tasks;

namespace Ws.Rpc.Testing.Tests.Parlor;

[RpcCallback]
public interface IParlorClient
{
    ValueTask MessageAsync(string text, int number);

    ValueTask<bool> ConfirmAsync(string question);
}
