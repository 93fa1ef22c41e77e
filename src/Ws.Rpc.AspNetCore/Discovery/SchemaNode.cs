using System.ComponentModel;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>Turns the nodes of an exported schema into those of a document.</summary>
internal static class SchemaNode
{
    /// <summary>Puts a reference in the place of a schema, and keeps what the schema says of the place.</summary>
    public static JsonObject Replace(JsonObject schema, JsonObject reference, bool orNull)
    {
        JsonObject result = orNull ? RpcSchemas.OrNull(reference) : reference;
        return schema.TryGetPropertyValue("default", out JsonNode? value)
            ? With(result, "default", value?.DeepClone())
            : result;
    }

    /// <summary>Takes away that numbers may come as strings, too, where that holds for reading only.</summary>
    public static JsonObject Narrow(JsonObject schema, JsonSchemaExporterContext context)
    {
        JsonNumberHandling handling = context.PropertyInfo?.NumberHandling
            ?? context.TypeInfo.NumberHandling
            ?? context.TypeInfo.Options.NumberHandling;
        if (!handling.HasFlag(JsonNumberHandling.WriteAsString)
            && schema["type"] is JsonArray types
            && Has(types, "string")
            && (Has(types, "integer") || Has(types, "number")))
        {
            JsonNode[] left =
                [.. types.Where(static type => type!.GetValue<string>() != "string").Select(static type => type!.DeepClone())];
            schema["type"] = left.Length == 1 ? left[0] : new JsonArray([.. left]);
            schema.Remove("pattern");
        }

        return schema;
    }

    /// <summary>Adds the description that a property or, at the root, a type bears.</summary>
    public static JsonObject Annotate(JsonObject schema, JsonSchemaExporterContext context)
    {
        ICustomAttributeProvider? bearer = context.PropertyInfo is { } property
            ? property.AttributeProvider
            : context.Path.Length == 0 ? context.TypeInfo.Type : null;
        return bearer?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true) is [DescriptionAttribute text, ..]
            ? With(schema, "description", text.Description)
            : schema;
    }

    public static bool AllowsNull(JsonObject schema) => schema["type"] is JsonArray types && Has(types, "null");

    // Beside a reference other keywords do not count.
    private static JsonObject With(JsonObject schema, string keyword, JsonNode? value)
    {
        JsonObject result = schema.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(schema) } : schema;
        result[keyword] = value;
        return result;
    }

    private static bool Has(JsonArray types, string type) =>
        types.Any(entry => entry!.GetValueKind() == JsonValueKind.String && entry.GetValue<string>() == type);
}
