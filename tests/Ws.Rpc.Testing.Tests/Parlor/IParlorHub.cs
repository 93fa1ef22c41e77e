using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Testing.Tests.Parlor;

[RpcHub(Callback = typeof(IParlorClient))]
public interface IParlorHub
{
    ValueTask<string> EchoAsync(string text);

    ValueTask<string> WhoAmIAsync();

    ValueTask<string> AdminOnlyAsync();

    ValueTask TellAllAsync(string text, int number);

    ValueTask<bool> AskMeAsync(string question);

    ValueTask<int> WaitAsync(CancellationToken cancellationToken = default);
}
