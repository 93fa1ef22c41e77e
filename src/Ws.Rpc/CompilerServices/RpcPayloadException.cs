using System;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// A value does not have the shape that the contract asks for. Never leaves the library: an argument's becomes −32602, a
/// result's an <see cref="RpcProtocolException"/>.
/// </summary>
internal sealed class RpcPayloadException(string message, Exception? innerException = null) : Exception(message, innerException);
