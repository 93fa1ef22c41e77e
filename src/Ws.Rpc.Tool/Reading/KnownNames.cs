using System;
using System.Collections.Generic;

namespace Ws.Rpc.Tool.Reading;

/// <summary>The types that System.Text.Json writes in a form of its own.</summary>
internal static class KnownNames
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "boolean",
        ["System.Byte"] = "number",
        ["System.SByte"] = "number",
        ["System.Int16"] = "number",
        ["System.UInt16"] = "number",
        ["System.Int32"] = "number",
        ["System.UInt32"] = "number",
        ["System.Int64"] = "number",
        ["System.UInt64"] = "number",
        ["System.Int128"] = "number",
        ["System.UInt128"] = "number",
        ["System.Half"] = "number",
        ["System.Single"] = "number",
        ["System.Double"] = "number",
        ["System.Decimal"] = "number",
        ["System.Char"] = "string",
        ["System.String"] = "string",
        ["System.Guid"] = "string",
        ["System.Uri"] = "string",
        ["System.Version"] = "string",
        ["System.DateTime"] = "string",
        ["System.DateTimeOffset"] = "string",
        ["System.DateOnly"] = "string",
        ["System.TimeOnly"] = "string",
        ["System.TimeSpan"] = "string",
        ["System.Object"] = "unknown",
        ["System.Text.Json.JsonElement"] = "unknown",
        ["System.Text.Json.JsonDocument"] = "unknown",
        ["System.Text.Json.Nodes.JsonNode"] = "unknown",
        ["System.Text.Json.Nodes.JsonValue"] = "unknown",
        ["System.Text.Json.Nodes.JsonObject"] = "{ [key: string]: unknown }",
        ["System.Text.Json.Nodes.JsonArray"] = "unknown[]",
    };

    public static string? Of(Type type)
    {
        if (type.IsGenericType)
        {
            bool isBytes = type.GetGenericTypeDefinition().FullName is "System.Memory`1" or "System.ReadOnlyMemory`1"
                && type.GetGenericArguments()[0].FullName == "System.Byte";
            return isBytes ? "string" : null;
        }

        return s_names.GetValueOrDefault(type.FullName!);
    }
}
