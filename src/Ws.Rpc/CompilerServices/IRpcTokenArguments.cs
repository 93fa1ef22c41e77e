using System.ComponentModel;

namespace Ws.Rpc.CompilerServices;

/// <summary>Arguments some of which travel as tokens, by which the peer speaks of them while the call lasts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRpcTokenArguments : IRpcArguments
{
    /// <summary>Writes the arguments as the elements of a JSON array, without the brackets.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="tokens">Gives out the tokens of the call.</param>
    void Write(RpcWriter writer, RpcArgumentTokens tokens);

    /// <inheritdoc/>
    void IRpcArguments.Write(RpcWriter writer) => Write(writer, RpcArgumentTokens.None);
}
