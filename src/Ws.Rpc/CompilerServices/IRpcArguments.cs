using System.ComponentModel;

namespace Ws.Rpc.CompilerServices;

/// <summary>The arguments of one call: a generated struct that writes them, without boxing, straight into the message.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRpcArguments
{
    /// <summary>Writes the arguments as the elements of a JSON array, without the brackets.</summary>
    /// <param name="writer">Where they go.</param>
    void Write(RpcWriter writer);
}
