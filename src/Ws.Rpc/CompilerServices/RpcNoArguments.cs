using System.ComponentModel;

namespace Ws.Rpc.CompilerServices;

/// <summary>The arguments of a method that takes none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RpcNoArguments : IRpcArguments
{
    /// <inheritdoc/>
    public void Write(RpcWriter writer)
    {
    }
}
