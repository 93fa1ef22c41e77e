using System;
using System.ComponentModel;

namespace Ws.Rpc.CompilerServices;

/// <summary>Gives out the tokens of one call's arguments.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcArgumentTokens
{
    private protected RpcArgumentTokens()
    {
    }

    /// <summary>Gets the tokens of a message that is no request: there are none, and <c>null</c> is written.</summary>
    internal static RpcArgumentTokens None { get; } = new RpcNoTokens();

    /// <summary>Writes the token under which the peer reports progress (protocol section 6).</summary>
    /// <typeparam name="T">The type of the reports.</typeparam>
    /// <param name="writer">Where it goes.</param>
    /// <param name="progress">Who receives the reports; <see langword="null"/> if they are not wanted.</param>
    /// <param name="codec">Reads the reports.</param>
    public abstract void WriteProgress<T>(RpcWriter writer, IProgress<T>? progress, RpcCodec<T> codec);
}
