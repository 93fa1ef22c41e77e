using System.ComponentModel;

namespace Ws.Rpc.CompilerServices;

/// <summary>What every generated proxy is beside its contract.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRpcProxy
{
    /// <summary>Gets where the proxy sends its calls.</summary>
    RpcChannel Channel { get; }
}
