using System;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>Describes as JSON Schema what codecs do not know by themselves: what the serializer writes, and enums.</summary>
internal abstract class RpcSchemas
{
    /// <summary>Describes a type that the serializer options know, without <see langword="null"/>.</summary>
    public abstract JsonObject Of(Type type, JsonSerializerOptions options);

    /// <summary>Describes an enum that travels as its number.</summary>
    public abstract JsonObject OfNumbers(Type enumeration);

    /// <summary>Lets a schema allow <c>null</c>, too.</summary>
    public static JsonObject OrNull(JsonObject schema)
    {
        if (schema.Count == 0)
        {
            return schema;
        }

        if (schema["type"] is JsonValue type && schema["enum"] is null)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
            return schema;
        }

        return schema["type"] is JsonArray types && types.ToJsonString().Contains("\"null\"", StringComparison.Ordinal)
            ? schema
            : new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
    }
}
