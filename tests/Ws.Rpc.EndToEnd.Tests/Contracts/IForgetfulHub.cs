using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

/// <summary>Its context does not know what it sends.</summary>
[RpcHub(JsonContext = typeof(ShapesClientJson))]
public interface IForgetfulHub
{
    // What the analyzer warns of: who silences it meets the runtime.
#pragma warning disable WSRPC021
    ValueTask<int> CountAsync(Page<List<int>[]> page);
#pragma warning restore WSRPC021
}
