using System;

namespace Ws.Rpc.CompilerServices;

internal sealed class RpcNoTokens : RpcArgumentTokens
{
    public override void WriteProgress<T>(RpcWriter writer, IProgress<T>? progress, RpcCodec<T> codec) => writer.Raw("null"u8);
}
