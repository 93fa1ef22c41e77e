using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Generator.Tests.Running;

/// <summary>A call whose answer is kept as JSON.</summary>
internal sealed class LoopbackCall(LoopbackTokens tokens, LoopbackStreams streams, CancellationToken cancellationToken)
    : RpcIncomingCall
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

    internal override async ValueTask SendStreamAsync<T>(IAsyncEnumerable<T> items, RpcCodec<T> codec)
    {
        var all = new List<string>();
        await foreach (T item in items)
        {
            all.Add(Encoding.UTF8.GetString(Json(writer => codec.Write(writer, item))));
        }

        Result = Encoding.UTF8.GetBytes($"[{string.Join(',', all)}]");
    }

    internal override IAsyncEnumerable<T> OpenStream<T>(ref Utf8JsonReader placeholder, RpcCodec<T> codec) =>
        streams.Open<T>(ref placeholder);

    public static byte[] Json(Action<RpcWriter> write, LoopbackStreams? streams = null)
    {
        MessageBuffer buffer = MessageBuffer.Rent();
        write(new RpcWriter(buffer, streams));
        byte[] json = buffer.Span.ToArray();
        buffer.Release();
        return json;
    }
}
