using System;
using System.Text.Json;
using System.Threading;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Generator.Tests.Running;

/// <summary>A call whose answer is kept as JSON.</summary>
internal sealed class LoopbackCall(LoopbackTokens tokens, CancellationToken cancellationToken) : RpcIncomingCall
{
    public override CancellationToken CancellationToken => cancellationToken;

    public byte[]? Result { get; private set; }

    public override IProgress<T>? ReadProgress<T>(ref Utf8JsonReader reader, RpcCodec<T> codec)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        int token = reader.GetInt32();
        return new LoopbackProgress<T>(report => tokens.Report(token, Json(writer => codec.Write(writer, report))));
    }

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
