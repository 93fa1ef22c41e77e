using System;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of everything that has no codec of its own: System.Text.Json with the connection's options.</summary>
internal sealed class RpcJsonCodec<T> : RpcCodec<T>
{
    private readonly JsonSerializerOptions _options;
    private readonly bool _allowNull;
    private JsonTypeInfo<T>? _typeInfo;

    public RpcJsonCodec(JsonSerializerOptions options, bool allowNull)
    {
        _options = options;
        _allowNull = allowNull;
        if (!RpcJson.Reflects(options))
        {
            _typeInfo = FindTypeInfo(options);
        }
    }

    // Not before the first use: reflection knows every type, but it is slow.
    private JsonTypeInfo<T> TypeInfo => _typeInfo ??= (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));

    public override void Write(RpcWriter writer, T value)
    {
        if (!_allowNull)
        {
            ArgumentNullException.ThrowIfNull(value);
        }

        JsonTypeInfo<T> typeInfo = TypeInfo;
        Utf8JsonWriter json = RpcJsonWriterCache.Take(writer.Output, _options.Encoder);
        JsonSerializer.Serialize(json, value, typeInfo);

        // Not reached, on purpose, where serializing failed: a writer in the midst of an object is not used again.
        RpcJsonWriterCache.GiveBack(json);
    }

    public override T Read(ref Utf8JsonReader reader)
    {
        if (!_allowNull && reader.TokenType == JsonTokenType.Null)
        {
            throw new RpcPayloadException("a value is expected, not null");
        }

        JsonTypeInfo<T> typeInfo = TypeInfo;
        Utf8JsonReader start = reader;
        try
        {
            return ReadInPlace(ref reader, typeInfo);
        }
        catch (Exception e) when (e is not RpcPayloadException)
        {
            // Whatever a converter, a constructor or a property of the user's throws is about the value. The serializer, which
            // reads it once more, says where it does not fit.
            reader = start;
            throw Misfit(ref reader, typeInfo, e);
        }
    }

    internal override JsonObject Describe(RpcSchemas schemas)
    {
        // A value that has none is not asked about null; a nullable one says so itself.
        JsonObject schema = schemas.Of(typeof(T), _options);
        return _allowNull && !typeof(T).IsValueType ? RpcSchemas.OrNull(schema) : schema;
    }

    private static JsonTypeInfo<T> FindTypeInfo(JsonSerializerOptions options)
    {
        try
        {
            return options.TryGetTypeInfo(typeof(T), out JsonTypeInfo? typeInfo)
                ? (JsonTypeInfo<T>)typeInfo
                : throw new RpcUnknownTypeException(typeof(T));
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            // It is known, but a type within it is not.
            throw new RpcUnknownTypeException(typeof(T), e);
        }
    }

    // The serializer itself would first skip the value to find its end, and then read it. Converters of the framework's own,
    // which all kinds but None have, need no such fence: they consume exactly their value.
    private static T ReadInPlace(ref Utf8JsonReader reader, JsonTypeInfo<T> typeInfo) =>
        typeInfo.Kind != JsonTypeInfoKind.None
        && typeInfo.Converter is JsonConverter<T> own
        && reader.TokenType != JsonTokenType.Null
            ? own.Read(ref reader, typeof(T), typeInfo.Options)!
            : JsonSerializer.Deserialize(ref reader, typeInfo)!;

    private static RpcPayloadException Misfit(ref Utf8JsonReader reader, JsonTypeInfo<T> typeInfo, Exception inPlace)
    {
        try
        {
            JsonSerializer.Deserialize(ref reader, typeInfo);
        }
        catch (JsonException e)
        {
            return new RpcPayloadException(RpcJsonPath.Describe(e.Path), e);
        }
        catch (Exception e) when (e is not RpcPayloadException)
        {
            return new RpcPayloadException(RpcJsonPath.Describe(null), e);
        }

        return new RpcPayloadException(RpcJsonPath.Describe(null), inPlace);
    }
}
