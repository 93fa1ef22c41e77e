using System;
using System.Collections.Generic;
using System.Text.Json;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Generator.Tests.Running;

/// <summary>The tokens of a call, and who receives the JSON of what is reported under them.</summary>
internal sealed class LoopbackTokens : RpcArgumentTokens
{
    private readonly List<Action<byte[]>> _listeners = [];

    public override void WriteProgress<T>(RpcWriter writer, IProgress<T>? progress, RpcCodec<T> codec)
    {
        if (progress is null)
        {
            None.WriteProgress(writer, progress, codec);
            return;
        }

        RpcCodecs.Int32.Write(writer, _listeners.Count);
        _listeners.Add(json =>
        {
            Utf8JsonReader reader = new(json);
            reader.Read();
            progress.Report(codec.Read(ref reader));
        });
    }

    public void Report(int token, byte[] json) => _listeners[token](json);
}
