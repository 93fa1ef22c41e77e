using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of an enum as the number it is. Numbers without a name pass, as they do in C#.</summary>
internal sealed class RpcEnumCodec<TEnum, TNumber>(RpcIntegerCodec<TNumber> number) : RpcCodec<TEnum>
    where TEnum : struct, Enum
    where TNumber : struct, IBinaryInteger<TNumber>, IMinMaxValue<TNumber>
{
    private readonly RpcIntegerCodec<TNumber> _number = number;

    public override void Write(RpcWriter writer, TEnum value) => _number.Write(writer, Unsafe.BitCast<TEnum, TNumber>(value));

    public override TEnum Read(ref Utf8JsonReader reader) => Unsafe.BitCast<TNumber, TEnum>(_number.Read(ref reader));

    internal override JsonObject Describe(RpcSchemas schemas) => schemas.OfNumbers(typeof(TEnum));
}
