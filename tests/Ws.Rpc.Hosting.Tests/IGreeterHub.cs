using System.Threading.Tasks;

namespace Ws.Rpc.Hosting.Tests;

[RpcHub(Callback = typeof(IGreeterClient))]
public interface IGreeterHub
{
    ValueTask<string> GreetAsync(string name);

    /// <summary>Tells the caller as well.</summary>
    ValueTask TellAsync(string text);
}
