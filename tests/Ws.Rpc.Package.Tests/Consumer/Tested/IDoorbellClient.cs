using System.Threading.Tasks;
using Ws.Rpc;

namespace Consumer.Tested;

[RpcCallback]
public interface IDoorbellClient
{
    ValueTask RangAsync(string visitor);
}
