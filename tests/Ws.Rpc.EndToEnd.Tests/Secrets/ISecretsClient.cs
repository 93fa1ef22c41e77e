using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Secrets;

[RpcCallback]
public interface ISecretsClient
{
    ValueTask<int> AnswerAsync();
}
