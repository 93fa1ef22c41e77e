using System;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// Serializer options do not know a type that a codec is asked for. Never leaves the library: the contract says it by its name.
/// </summary>
internal sealed class RpcUnknownTypeException(Type type, Exception? innerException = null)
    : Exception($"No JSON metadata is known of '{type}'.", innerException)
{
    public Type Type { get; } = type;
}
