using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Conformance;

/// <summary>Compares answers: the order of members is free, and an error may have data beyond what is written down.</summary>
internal static class Answer
{
    public static void AssertEqual(string what, string expected, string actual)
    {
        JsonNode wanted = JsonNode.Parse(expected)!;
        JsonNode got = WithoutData(JsonNode.Parse(actual)!);
        bool same = wanted is JsonArray ? SameItems(wanted.AsArray(), got) : JsonNode.DeepEquals(wanted, got);
        Assert.True(same, $"{what}: {expected}\n{actual}");
        Assert.DoesNotContain("Exception", actual, StringComparison.Ordinal);
    }

    // The answers in a batch come in any order.
    private static bool SameItems(JsonArray wanted, JsonNode got) =>
        got is JsonArray items && Sorted(wanted).SequenceEqual(Sorted(items));

    private static IEnumerable<string> Sorted(JsonArray items) => items.Select(Canonical).Order(StringComparer.Ordinal);

    private static string Canonical(JsonNode? item) =>
        new JsonObject(item!.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString();

    private static JsonNode WithoutData(JsonNode answer)
    {
        foreach (JsonObject item in answer is JsonArray items ? items.OfType<JsonObject>() : [(JsonObject)answer])
        {
            (item["error"] as JsonObject)?.Remove("data");
        }

        return answer;
    }
}
