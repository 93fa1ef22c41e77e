using System;
using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of <see cref="float"/> and <see cref="double"/>: finite values only, for JSON has no others.</summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcFloatCodec<T> : RpcCodec<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private const int LongestText = 32;

    internal RpcFloatCodec()
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The value is infinite or not a number.</exception>
    public override void Write(RpcWriter writer, T value)
    {
        if (!T.IsFinite(value))
        {
            throw new ArgumentException("JSON has no infinities and no NaN.", nameof(value));
        }

        value.TryFormat(writer.GetSpan(LongestText), out int written, default, CultureInfo.InvariantCulture);
        writer.Advance(written);
    }

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && TryRead(ref reader, out T value) && T.IsFinite(value)
            ? value
            : throw new RpcPayloadException("a number that fits is expected");

    internal override JsonObject Describe(RpcSchemas schemas) => new() { ["type"] = "number" };

    private static bool TryRead(ref Utf8JsonReader reader, out T value)
    {
        if (typeof(T) == typeof(float))
        {
            bool isFloat = reader.TryGetSingle(out float number);
            value = T.CreateTruncating(number);
            return isFloat;
        }
        else
        {
            bool isDouble = reader.TryGetDouble(out double number);
            value = T.CreateTruncating(number);
            return isDouble;
        }
    }
}
