using System.Threading.Tasks;
using Ws.Rpc;

namespace Consumer.Whole;

[RpcCallback]
public interface ICounterClient
{
    ValueTask<int> AskStepAsync();
}
