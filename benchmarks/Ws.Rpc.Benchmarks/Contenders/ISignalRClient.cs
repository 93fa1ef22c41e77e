using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Contenders;

public interface ISignalRClient
{
    Task Message(string text);
}
