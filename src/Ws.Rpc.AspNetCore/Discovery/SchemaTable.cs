using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>
/// The schemas of one document: objects and enums stand once in <see cref="Components"/> and are referred to, all else is
/// written where it is used. As the serializer writes values, which is narrower than what it reads.
/// </summary>
internal sealed class SchemaTable : RpcSchemas
{
    private readonly SchemaNames _names = new();
    private readonly SchemaParts _parts = new();
    private readonly Dictionary<Type, string> _known = [];

    // Types that are being written where they are used: what holds itself has to be referred to after all.
    private readonly HashSet<Type> _open = [];

    /// <summary>The schemas that are referred to, by name.</summary>
    public JsonObject Components { get; } = [];

    public override JsonObject Of(Type type, JsonSerializerOptions options)
    {
        // References on the wire may stand for any value.
        if (options.ReferenceHandler is { } handler && handler != ReferenceHandler.IgnoreCycles)
        {
            return [];
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return OrNull(Of(underlying, options));
        }

        return Of(options.GetTypeInfo(type));
    }

    public override JsonObject OfNumbers(Type enumeration) => Refer(enumeration, () => Numbers(enumeration));

    private static bool IsNamed(JsonTypeInfo info) => info.Kind == JsonTypeInfoKind.Object || info.Type.IsEnum;

    private static JsonObject Numbers(Type enumeration)
    {
        string[] names = Enum.GetNames(enumeration);
        Array numbers = Enum.GetValuesAsUnderlyingType(enumeration);
        var values = new JsonObject();
        for (int i = 0; i < names.Length; i++)
        {
            values[names[i]] = JsonValue.Create(Convert.ToDecimal(numbers.GetValue(i), CultureInfo.InvariantCulture));
        }

        // Not as the only numbers that are allowed: flags combine, and C# has no closed enums.
        return new JsonObject { ["type"] = "integer", ["x-ws-rpc"] = new JsonObject { ["names"] = values } };
    }

    private static JsonObject OfEnum(Type type, JsonObject schema)
    {
        if (schema["type"] is JsonValue value && value.GetValue<string>() == "integer")
        {
            return Numbers(type);
        }

        if (schema.ContainsKey("enum"))
        {
            schema["type"] = "string";
        }

        return schema;
    }

    private JsonObject Of(JsonTypeInfo info)
    {
        if (IsNamed(info) || !_open.Add(info.Type))
        {
            return Refer(info);
        }

        JsonObject schema = Export(info);
        _open.Remove(info.Type);
        return schema;
    }

    private JsonObject Refer(JsonTypeInfo info) => Refer(info.Type, () => Export(info));

    private JsonObject Refer(Type type, Func<JsonObject> describe)
    {
        if (!_known.TryGetValue(type, out string? name))
        {
            // Its place comes first: what it holds may hold it.
            _known[type] = name = _names.Take(type);
            Components[name] = null;
            Components[name] = describe();
        }

        return new JsonObject { ["$ref"] = "#/components/schemas/" + name };
    }

    private JsonObject Export(JsonTypeInfo info)
    {
        if (!SchemaSize.Fits(info))
        {
            return new JsonObject { ["description"] = "Too large to be described." };
        }

        JsonNode schema = JsonSchemaExporter.GetJsonSchemaAsNode(info, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Shape,
        });
        if (schema is not JsonObject known)
        {
            return [];
        }

        _parts.Resolve(known, Of);
        return info.Type.IsEnum ? OfEnum(info.Type, known) : known;
    }

    // Asked from the leaves to the root, also about what will be replaced with the type that holds it: which parts there are is
    // known at the end only. A pointer within the exporter's own document would point nowhere in ours.
    private JsonNode Shape(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }

        bool isPointer = schema.ContainsKey("$ref");
        JsonTypeInfo info = Underlying(context.TypeInfo);

        // What a property's own converter writes is not what its type is elsewhere.
        bool isPart = context.Path.Length > 0
            && context.BaseTypeInfo is null
            && context.PropertyInfo?.CustomConverter is null
            && IsNamed(info);
        return isPointer || isPart
            ? SchemaNode.Annotate(SchemaNode.Replace(schema, _parts.Mark(info), MayBeNull(context, schema)), context)
            : SchemaNode.Annotate(SchemaNode.Narrow(schema, context), context);
    }

    private static JsonTypeInfo Underlying(JsonTypeInfo info) =>
        Nullable.GetUnderlyingType(info.Type) is { } type && info.Options.TryGetTypeInfo(type, out JsonTypeInfo? underlying)
            ? underlying
            : info;

    private static bool MayBeNull(JsonSchemaExporterContext context, JsonObject schema) =>
        context.PropertyInfo is { IsGetNullable: true } or { IsSetNullable: true }
        || Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null
        || SchemaNode.AllowsNull(schema);
}
