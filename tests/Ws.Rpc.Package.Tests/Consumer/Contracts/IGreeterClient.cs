using System.Threading.Tasks;
using Ws.Rpc;

namespace Consumer.Contracts;

[RpcCallback]
public interface IGreeterClient
{
    ValueTask<string> AskTitleAsync(string name);
}
