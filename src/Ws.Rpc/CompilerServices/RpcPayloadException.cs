using System;
using System.Text.Json;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// A value does not have the shape that the contract asks for. Never leaves the library: an argument's becomes −32602, a
/// result's an <see cref="RpcProtocolException"/>.
/// </summary>
internal sealed class RpcPayloadException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>
    /// Whether it may be a fault of the user's code that reads the value, rather than of the value: serializers and constructors
    /// refuse values by one of these exceptions.
    /// </summary>
    public bool MayBeFault => InnerException is not (null or JsonException or NotSupportedException
        or InvalidOperationException or FormatException or OverflowException or ArgumentException);

    // The serializer's texts quote the names that the peer chose.
    public override string ToString() => PeerText.EscapeMessages(this, base.ToString());
}
