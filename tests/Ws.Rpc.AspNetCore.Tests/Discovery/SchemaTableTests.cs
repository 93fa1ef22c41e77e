using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ws.Rpc.AspNetCore.Discovery;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Discovery;

public sealed class SchemaTableTests
{
    private readonly SchemaTable _schemas = new();

    public enum Shade
    {
        Dark = -1,
        Light = 1,
    }

    public static TheoryData<RpcCodec, string> Simple => new()
    {
        { RpcCodecs.Boolean, """{"type":"boolean"}""" },
        { RpcCodecs.Byte, """{"type":"integer"}""" },
        { RpcCodecs.UInt64, """{"type":"integer"}""" },
        { RpcCodecs.Double, """{"type":"number"}""" },
        { RpcCodecs.Decimal, """{"type":"number"}""" },
        { RpcCodecs.Char, """{"type":"string","minLength":1,"maxLength":1}""" },
        { RpcCodecs.String, """{"type":"string"}""" },
        { RpcCodecs.NullableString, """{"type":["string","null"]}""" },
        { RpcCodecs.Guid, """{"type":"string","format":"uuid"}""" },
        { RpcCodecs.DateTime, """{"type":"string","format":"date-time"}""" },
        { RpcCodecs.DateTimeOffset, """{"type":"string","format":"date-time"}""" },
        { RpcCodecs.ByteArray, """{"type":"string","contentEncoding":"base64"}""" },
        { RpcCodecs.Nullable(RpcCodecs.Int32), """{"type":["integer","null"]}""" },
        { RpcCodecs.Array(RpcCodecs.NullableString), """{"type":"array","items":{"type":["string","null"]}}""" },
    };

    [Theory]
    [MemberData(nameof(Simple))]
    public void Simple_type_is_described_where_it_is_used(RpcCodec codec, string expected)
    {
        Assert.Equal(expected, codec.Describe(_schemas).ToJsonString());
        Assert.Empty(_schemas.Components);
    }

    public static TheoryData<RpcCodec, string> Serialized
    {
        get
        {
            JsonSerializerOptions json = RpcJson.Create(null);
            return new()
            {
                { RpcCodecs.JsonNotNull<List<int>>(json), """{"type":"array","items":{"type":"integer"}}""" },
                {
                    RpcCodecs.JsonNotNull<Dictionary<string, Leaf>>(json),
                    """{"type":"object","additionalProperties":{"$ref":"#/components/schemas/Leaf"}}"""
                },
                { RpcCodecs.JsonNotNull<Leaf>(json), """{"$ref":"#/components/schemas/Leaf"}""" },
                { RpcCodecs.Json<Leaf?>(json), """{"anyOf":[{"$ref":"#/components/schemas/Leaf"},{"type":"null"}]}""" },
                { RpcCodecs.Json<Spot?>(json), """{"anyOf":[{"$ref":"#/components/schemas/Spot"},{"type":"null"}]}""" },
                { RpcCodecs.Json<int[]?>(json), """{"type":["array","null"],"items":{"type":"integer"}}""" },
                { RpcCodecs.Json<object?>(json), "{}" },
                { RpcCodecs.Json<JsonElement>(json), "{}" },
                {
                    RpcCodecs.Json<Version>(json),
                    """{"type":["string","null"],"$comment":"Represents a version string.","pattern":"^\\d+(\\.\\d+){1,3}$"}"""
                },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Serialized))]
    public void Type_of_the_serializer_is_described_by_it(RpcCodec codec, string expected) =>
        AssertJson(expected, codec.Describe(_schemas));

    [Fact]
    public void Object_is_described_once()
    {
        RpcCodec codec = RpcCodecs.JsonNotNull<Branch>(RpcJson.Create(null));

        AssertJson("""{"$ref":"#/components/schemas/Branch"}""", codec.Describe(_schemas));
        AssertJson("""{"$ref":"#/components/schemas/Branch"}""", codec.Describe(_schemas));

        AssertJson(
            """
            {
              "Branch": {
                "type": "object",
                "description": "What grows.",
                "properties": {
                  "name": {"type": "string", "description": "As it is called."},
                  "leaf": {"$ref": "#/components/schemas/Leaf"},
                  "fallen": {"anyOf": [{"$ref": "#/components/schemas/Leaf"}, {"type": "null"}], "default": null},
                  "count": {"type": "integer", "default": 3},
                  "shade": {"allOf": [{"$ref": "#/components/schemas/Shade"}], "default": 1},
                  "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Leaf"}, "default": null}
                },
                "required": ["name", "leaf"]
              },
              "Leaf": {
                "type": "object",
                "properties": {"veins": {"type": ["integer", "null"]}},
                "required": ["veins"]
              },
              "Shade": {"type": "integer", "x-ws-rpc": {"names": {"Light": 1, "Dark": -1}}}
            }
            """,
            WithoutNullableParts(_schemas.Components));
    }

    [Fact]
    public void Type_that_holds_itself_refers_to_itself()
    {
        RpcCodecs.JsonNotNull<Link>(RpcJson.Create(null)).Describe(_schemas);

        AssertJson(
            """
            {
              "Link": {
                "type": "object",
                "properties": {
                  "next": {"anyOf": [{"$ref": "#/components/schemas/Link"}, {"type": "null"}]},
                  "others": {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}
                },
                "required": ["others"]
              }
            }
            """,
            _schemas.Components);
    }

    [Fact]
    public void List_that_holds_itself_is_referred_to()
    {
        JsonObject schema = RpcCodecs.JsonNotNull<Nest>(RpcJson.Create(null)).Describe(_schemas);

        AssertJson("""{"type":"array","items":{"$ref":"#/components/schemas/Nest"}}""", schema);
        AssertJson("""{"Nest":{"type":"array","items":{"$ref":"#/components/schemas/Nest"}}}""", _schemas.Components);
    }

    [Fact]
    public void Enum_is_a_number_or_a_name_as_the_options_write_it()
    {
        var named = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

        AssertJson("""{"$ref":"#/components/schemas/Shade"}""", Enum(RpcJson.Create(named)).Describe(_schemas));
        AssertJson("""{"type":"string","enum":["Light","Dark"]}""", _schemas.Components["Shade"]!);

        var numbers = new SchemaTable();
        AssertJson("""{"$ref":"#/components/schemas/Shade"}""", Enum(RpcJson.Create(null)).Describe(numbers));
        AssertJson("""{"type":"integer","x-ws-rpc":{"names":{"Light":1,"Dark":-1}}}""", numbers.Components["Shade"]!);
    }

    [Fact]
    public void Property_with_a_converter_of_its_own_is_described_as_that_writes()
    {
        RpcCodecs.JsonNotNull<Painted>(RpcJson.Create(null)).Describe(_schemas);

        JsonNode properties = _schemas.Components["Painted"]!["properties"]!;
        AssertJson("""{"enum":["Light","Dark"]}""", properties["name"]!);
        AssertJson("""{"enum":["Light","Dark",null]}""", properties["other"]!);
        AssertJson("""{"$ref":"#/components/schemas/Shade"}""", properties["number"]!);
        AssertJson("""{"type":"integer","x-ws-rpc":{"names":{"Light":1,"Dark":-1}}}""", _schemas.Components["Shade"]!);
    }

    [Fact]
    public void Members_bear_the_names_that_the_options_give_them()
    {
        var snake = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper };

        RpcCodecs.JsonNotNull<Spot>(RpcJson.Create(snake)).Describe(_schemas);

        Assert.NotNull(_schemas.Components["Spot"]!["properties"]!["LEFT_EDGE"]);
    }

    [Fact]
    public void Numbers_that_are_written_as_text_are_described_as_text()
    {
        var text = new JsonSerializerOptions { NumberHandling = JsonNumberHandling.WriteAsString };

        RpcCodecs.JsonNotNull<Spot>(RpcJson.Create(text)).Describe(_schemas);

        Assert.Contains("string", _schemas.Components["Spot"]!["properties"]!["LeftEdge"]!["type"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Polymorphic_type_lists_what_it_may_be()
    {
        RpcCodecs.JsonNotNull<Shape>(RpcJson.Create(null)).Describe(_schemas);

        JsonArray kinds = _schemas.Components["Shape"]!["anyOf"]!.AsArray();
        Assert.Equal("round", kinds[0]!["properties"]!["$type"]!["const"]!.GetValue<string>());
        AssertJson("""{"$ref":"#/components/schemas/Leaf"}""", kinds[0]!["properties"]!["leaf"]!);
    }

    [Fact]
    public void Types_of_one_name_get_numbers()
    {
        JsonSerializerOptions json = RpcJson.Create(null);

        AssertJson("""{"$ref":"#/components/schemas/Leaf"}""", RpcCodecs.JsonNotNull<Leaf>(json).Describe(_schemas));
        AssertJson("""{"$ref":"#/components/schemas/Leaf2"}""", RpcCodecs.JsonNotNull<Other.Leaf>(json).Describe(_schemas));
        AssertJson("""{"$ref":"#/components/schemas/BoxOfLeaf"}""", RpcCodecs.JsonNotNull<Box<Leaf>>(json).Describe(_schemas));
    }

    [Fact]
    public void Type_without_end_is_not_described()
    {
        RpcCodecs.JsonNotNull<Knot<int, long, short, byte, uint, ulong, ushort>>(RpcJson.Create(null)).Describe(_schemas);

        Assert.All(
            _schemas.Components,
            static entry => AssertJson("""{"description":"Too large to be described."}""", entry.Value!));
    }

    [Fact]
    public void Nothing_is_said_where_references_stand_for_values()
    {
        var references = new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.Preserve };

        AssertJson("{}", RpcCodecs.JsonNotNull<Leaf>(RpcJson.Create(references)).Describe(_schemas));
    }

    private static RpcCodec<Shade> Enum(JsonSerializerOptions json) => RpcCodecs.Enum<Shade, int>(RpcCodecs.Int32, json);

    // An optional list may be null, which is not what this is about.
    private static JsonObject WithoutNullableParts(JsonObject components)
    {
        components["Branch"]!["properties"]!["parts"]!["type"] = "array";
        return components;
    }

    private static void AssertJson(string expected, JsonNode actual) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());

    [Description("What grows.")]
    public sealed record Branch(
        [property: Description("As it is called.")] string Name,
        Leaf Leaf,
        Leaf? Fallen = null,
        int Count = 3,
        Shade Shade = Shade.Light,
        IReadOnlyList<Leaf>? Parts = null);

    public sealed record Painted(
        [property: JsonConverter(typeof(JsonStringEnumConverter<Shade>))] Shade Name,
        [property: JsonConverter(typeof(JsonStringEnumConverter))] Shade? Other,
        Shade Number);

    public sealed record Leaf(int? Veins);

    public sealed record Box<T>(T Content);

    public readonly record struct Spot(int LeftEdge, double Top);

    public sealed class Link
    {
        public Link? Next { get; set; }

        public required List<Link> Others { get; init; }
    }

    public sealed class Nest : List<Nest>;

    [JsonDerivedType(typeof(Round), "round")]
    public abstract record Shape;

    public sealed record Round(Leaf Leaf) : Shape;

    public static class Other
    {
        public sealed record Leaf(string Color);
    }

    /// <summary>Knows itself with its parts in every order, so that there are thousands of types, and far more ways.</summary>
    public sealed class Knot<T1, T2, T3, T4, T5, T6, T7>
    {
        public Knot<T2, T3, T4, T5, T6, T7, T1>? Turned { get; set; }

        public Knot<T2, T1, T3, T4, T5, T6, T7>? Swapped { get; set; }
    }
}
