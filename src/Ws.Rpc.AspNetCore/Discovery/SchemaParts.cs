using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>The parts of a schema that are types of their own, marked while it is made and filled in when it is.</summary>
internal sealed class SchemaParts
{
    private const string Reference = "$ref";
    private const string Prefix = "type:";

    private readonly List<JsonTypeInfo> _types = [];

    /// <summary>Stands for the schema of a type.</summary>
    public JsonObject Mark(JsonTypeInfo type)
    {
        _types.Add(type);
        return new JsonObject { [Reference] = Prefix + (_types.Count - 1).ToString(CultureInfo.InvariantCulture) };
    }

    /// <summary>Fills in what is marked.</summary>
    public void Resolve(JsonNode? node, Func<JsonTypeInfo, JsonObject> schemaOf)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
            {
                Resolve(item, schemaOf);
            }
        }
        else if (node is JsonObject schema)
        {
            Resolve(schema, schemaOf);
        }
    }

    private void Resolve(JsonObject schema, Func<JsonTypeInfo, JsonObject> schemaOf)
    {
        if (MarkedIn(schema) is { } type)
        {
            schema.Remove(Reference);
            JsonObject known = schemaOf(type);
            foreach ((string keyword, JsonNode? value) in known.ToArray())
            {
                known.Remove(keyword);
                schema[keyword] = value;
            }

            return;
        }

        foreach ((_, JsonNode? part) in schema)
        {
            Resolve(part, schemaOf);
        }
    }

    private JsonTypeInfo? MarkedIn(JsonObject schema) =>
        schema[Reference] is JsonValue value
        && value.TryGetValue(out string? mark)
        && mark.StartsWith(Prefix, StringComparison.Ordinal)
            ? _types[int.Parse(mark.AsSpan(Prefix.Length), CultureInfo.InvariantCulture)]
            : null;
}
