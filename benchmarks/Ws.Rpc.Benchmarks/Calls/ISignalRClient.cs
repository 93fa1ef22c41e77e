using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Calls;

public interface ISignalRClient
{
    Task Message(string text);
}
