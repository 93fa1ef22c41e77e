using System.Threading.Tasks;

namespace Ws.Rpc.Hosting.Tests;

[RpcCallback]
public interface IGreeterClient
{
    ValueTask ToldAsync(string text);
}
