using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Numerics;
using System.Text.Json;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// The codecs that generated code uses. Thread-safe. Simple types are written byte for byte as System.Text.Json writes them with
/// <see cref="JsonSerializerDefaults.Web"/>, and read more strictly.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Naming", "CA1720", Justification = "Each is named after its type.")]
public static class RpcCodecs
{
    // Sealed types, so that the JIT calls them directly.

    /// <summary>The codec of <see cref="bool"/>.</summary>
    public static readonly RpcBooleanCodec Boolean = new();

    /// <summary>The codec of <see cref="byte"/>.</summary>
    public static readonly RpcIntegerCodec<byte> Byte = new();

    /// <summary>The codec of <see cref="sbyte"/>.</summary>
    public static readonly RpcIntegerCodec<sbyte> SByte = new();

    /// <summary>The codec of <see cref="short"/>.</summary>
    public static readonly RpcIntegerCodec<short> Int16 = new();

    /// <summary>The codec of <see cref="ushort"/>.</summary>
    public static readonly RpcIntegerCodec<ushort> UInt16 = new();

    /// <summary>The codec of <see cref="int"/>.</summary>
    public static readonly RpcIntegerCodec<int> Int32 = new();

    /// <summary>The codec of <see cref="uint"/>.</summary>
    public static readonly RpcIntegerCodec<uint> UInt32 = new();

    /// <summary>The codec of <see cref="long"/>.</summary>
    public static readonly RpcIntegerCodec<long> Int64 = new();

    /// <summary>The codec of <see cref="ulong"/>.</summary>
    public static readonly RpcIntegerCodec<ulong> UInt64 = new();

    /// <summary>The codec of <see cref="float"/>.</summary>
    public static readonly RpcFloatCodec<float> Single = new();

    /// <summary>The codec of <see cref="double"/>.</summary>
    public static readonly RpcFloatCodec<double> Double = new();

    /// <summary>The codec of <see cref="decimal"/>.</summary>
    public static readonly RpcDecimalCodec Decimal = new();

    /// <summary>The codec of <see cref="char"/>.</summary>
    public static readonly RpcCharCodec Char = new();

    /// <summary>The codec of <see cref="string"/>, without <see langword="null"/>.</summary>
    public static readonly RpcStringCodec String = new();

    /// <summary>The codec of <see cref="string"/> or <see langword="null"/>.</summary>
    public static readonly RpcNullableStringCodec NullableString = new();

    /// <summary>The codec of <see cref="System.Guid"/>.</summary>
    public static readonly RpcGuidCodec Guid = new();

    /// <summary>The codec of <see cref="System.DateTime"/>.</summary>
    public static readonly RpcDateTimeCodec DateTime = new();

    /// <summary>The codec of <see cref="System.DateTimeOffset"/>.</summary>
    public static readonly RpcDateTimeOffsetCodec DateTimeOffset = new();

    /// <summary>The codec of byte arrays, in Base64, without <see langword="null"/>.</summary>
    public static readonly RpcByteArrayCodec ByteArray = new();

    /// <summary>The codec of results that nobody wants.</summary>
    public static readonly RpcVoidCodec Void = new();

    /// <summary>The codec of a value or <see langword="null"/>.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static RpcCodec<T?> Nullable<T>(RpcCodec<T> value)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(value);
        return new RpcNullableCodec<T>(value);
    }

    /// <summary>The codec of an array, without <see langword="null"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="element">The codec of an element.</param>
    /// <returns>The codec.</returns>
    public static RpcCodec<T[]> Array<T>(RpcCodec<T> element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return new RpcArrayCodec<T>(element);
    }

    /// <summary>
    /// The codec of an enum: the number it is, unless the serializer options have a converter for it.
    /// </summary>
    /// <typeparam name="TEnum">The enum; it has no converter of its own.</typeparam>
    /// <typeparam name="TNumber">The type that it is over.</typeparam>
    /// <param name="number">The codec of that type.</param>
    /// <param name="options">Read-only options.</param>
    /// <returns>The codec.</returns>
    public static RpcCodec<TEnum> Enum<TEnum, TNumber>(RpcIntegerCodec<TNumber> number, JsonSerializerOptions options)
        where TEnum : struct, Enum
        where TNumber : struct, IBinaryInteger<TNumber>, IMinMaxValue<TNumber>
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(options);
        return options.Converters.Any(converter => converter.CanConvert(typeof(TEnum)))
            ? new RpcJsonCodec<TEnum>(options, allowNull: false)
            : new RpcEnumCodec<TEnum, TNumber>(number);
    }

    /// <summary>The codec of a type that the serializer options know, or <see langword="null"/>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">Read-only options, asked for the type at the first use.</param>
    /// <returns>The codec.</returns>
    public static RpcCodec<T> Json<T>(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new RpcJsonCodec<T>(options, allowNull: true);
    }

    /// <summary>The codec of a type that the serializer options know, without <see langword="null"/>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">Read-only options, asked for the type at the first use.</param>
    /// <returns>The codec.</returns>
    public static RpcCodec<T> JsonNotNull<T>(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new RpcJsonCodec<T>(options, allowNull: false);
    }

    /// <summary>Writes the values of a <c>params</c> array as the remaining positional arguments.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="writer">Where they go.</param>
    /// <param name="values">The values; <see langword="null"/> is as good as none.</param>
    /// <param name="element">The codec of an element.</param>
    /// <param name="first">Whether no argument stands before them.</param>
    public static void WriteRest<T>(RpcWriter writer, T[] values, RpcCodec<T> element, bool first)
    {
        ArgumentNullException.ThrowIfNull(element);
        foreach (T value in values ?? [])
        {
            if (!first)
            {
                writer.Next();
            }

            element.Write(writer, value);
            first = false;
        }
    }
}
