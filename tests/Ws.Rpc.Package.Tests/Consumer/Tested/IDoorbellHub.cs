using System.Threading.Tasks;
using Ws.Rpc;

namespace Consumer.Tested;

[RpcHub(Callback = typeof(IDoorbellClient))]
public interface IDoorbellHub
{
    ValueTask<string> RingAsync();
}
