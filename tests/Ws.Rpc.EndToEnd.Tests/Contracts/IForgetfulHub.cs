using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

/// <summary>Its context does not know what it sends.</summary>
[RpcHub(JsonContext = typeof(ShapesClientJson))]
public interface IForgetfulHub
{
    ValueTask<int> CountAsync(Page<List<int>[]> page);
}
