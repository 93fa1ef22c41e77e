using System;
using System.Threading;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Generator.Tests.Running;

/// <summary>A call whose answer is kept as JSON.</summary>
internal sealed class LoopbackCall(CancellationToken cancellationToken) : RpcIncomingCall
{
    public override CancellationToken CancellationToken => cancellationToken;

    public byte[]? Result { get; private set; }

    internal override void CompleteWithoutResult() => Result = [.. "null"u8];

    internal override void Complete<T>(T result, RpcCodec<T> codec) => Result = Json(writer => codec.Write(writer, result));

    public static byte[] Json(Action<RpcWriter> write)
    {
        MessageBuffer buffer = MessageBuffer.Rent();
        write(new RpcWriter(buffer));
        byte[] json = buffer.Span.ToArray();
        buffer.Release();
        return json;
    }
}
