using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of an integer type of at most 64 bits.</summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcIntegerCodec<T> : RpcCodec<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const int LongestText = 20;

    internal RpcIntegerCodec()
    {
    }

    /// <inheritdoc/>
    public override void Write(RpcWriter writer, T value)
    {
        value.TryFormat(writer.GetSpan(LongestText), out int written, default, CultureInfo.InvariantCulture);
        writer.Advance(written);
    }

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (typeof(T) == typeof(ulong))
            {
                if (reader.TryGetUInt64(out ulong large))
                {
                    return T.CreateTruncating(large);
                }
            }
            else if (reader.TryGetInt64(out long number) && number >= Minimum && number <= Maximum)
            {
                return T.CreateTruncating(number);
            }
        }

        throw Mismatch();
    }

    internal override JsonObject Describe(RpcSchemas schemas) => new() { ["type"] = "integer" };

    private static long Minimum => long.CreateSaturating(T.MinValue);

    private static long Maximum => long.CreateSaturating(T.MaxValue);

    private static RpcPayloadException Mismatch() => new(
        string.Create(CultureInfo.InvariantCulture, $"an integer from {T.MinValue} to {T.MaxValue} is expected"));
}
