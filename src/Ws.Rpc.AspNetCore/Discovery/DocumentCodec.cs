using System;
using System.Text.Json;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>Writes a result that is JSON already.</summary>
internal sealed class DocumentCodec : RpcCodec<byte[]>
{
    public static DocumentCodec Instance { get; } = new();

    public override void Write(RpcWriter writer, byte[] value) => writer.Raw(value);

    public override byte[] Read(ref Utf8JsonReader reader) => throw new NotSupportedException();
}
