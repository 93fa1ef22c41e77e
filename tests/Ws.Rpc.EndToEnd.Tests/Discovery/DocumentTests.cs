using System;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Discovery;

/// <summary>What the document says of each kind of method.</summary>
public sealed class DocumentTests
{
    [Theory]
    [InlineData("gallery.hang", """
        {
          "name": "gallery.hang",
          "description": "Hangs a picture.",
          "paramStructure": "either",
          "params": [
            {"name": "picture", "required": true, "schema": {"$ref": "#/components/schemas/Picture"}},
            {"name": "wall", "description": "Where it goes.", "required": false, "schema": {"type": "string", "default": "north"}},
            {"name": "height", "required": false, "schema": {"type": ["number", "null"], "default": 1.5}}
          ],
          "result": {"name": "result", "schema": {"$ref": "#/components/schemas/Picture"}},
          "x-ws-rpc": {"idempotent": true}
        }
        """)]
    [InlineData("gallery.find", """
        {
          "name": "gallery.find",
          "paramStructure": "either",
          "params": [
            {"name": "id", "required": true, "schema": {"type": "string", "format": "uuid"}},
            {"name": "style", "required": false, "schema": {"allOf": [{"$ref": "#/components/schemas/Style"}], "default": 5}}
          ],
          "result": {"name": "result", "schema": {"anyOf": [{"$ref": "#/components/schemas/Picture"}, {"type": "null"}]}}
        }
        """)]
    [InlineData("gallery.hangAll", """
        {
          "name": "gallery.hangAll",
          "deprecated": true,
          "paramStructure": "either",
          "params": [
            {
              "name": "pictures",
              "required": false,
              "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Picture"}},
              "x-ws-rpc": {"rest": true}
            }
          ],
          "result": {"name": "result", "schema": {"type": "null"}}
        }
        """)]
    [InlineData("gallery.look", """
        {
          "name": "gallery.look",
          "paramStructure": "either",
          "params": [
            {"name": "distance", "required": true, "schema": {"type": "number"}},
            {"name": "closest", "required": false, "schema": {"type": "number"}}
          ],
          "x-ws-rpc": {"notification": true}
        }
        """)]
    [InlineData("gallery.tour", """
        {
          "name": "gallery.tour",
          "paramStructure": "either",
          "params": [{"name": "room", "required": false, "schema": {"type": ["integer", "null"], "default": null}}],
          "result": {
            "name": "stream",
            "schema": {
              "type": "object",
              "properties": {
                "token": {"type": "integer"},
                "values": {"type": "array", "items": {"$ref": "#/components/schemas/Picture"}}
              },
              "required": ["values"]
            }
          },
          "x-ws-rpc": {"stream": {"item": {"$ref": "#/components/schemas/Picture"}}}
        }
        """)]
    [InlineData("gallery.rate", """
        {
          "name": "gallery.rate",
          "paramStructure": "either",
          "params": [
            {
              "name": "stars",
              "required": true,
              "schema": {
                "type": "object",
                "properties": {
                  "token": {"type": ["string", "integer"]},
                  "values": {"type": "array", "items": {"type": "integer"}},
                  "push": {"type": "boolean"}
                }
              },
              "x-ws-rpc": {"stream": {"item": {"type": "integer"}}}
            },
            {
              "name": "remarks",
              "required": false,
              "schema": {
                "type": ["object", "null"],
                "properties": {
                  "token": {"type": ["string", "integer"]},
                  "values": {"type": "array", "items": {"type": "string"}},
                  "push": {"type": "boolean"}
                }
              },
              "x-ws-rpc": {"stream": {"item": {"type": "string"}}}
            }
          ],
          "result": {
            "name": "result",
            "schema": {
              "type": "array",
              "items": [{"type": "integer"}, {"type": ["string", "null"]}],
              "minItems": 2,
              "maxItems": 2
            }
          },
          "x-ws-rpc": {"ordered": true}
        }
        """)]
    [InlineData("gallery.scan", """
        {
          "name": "gallery.scan",
          "paramStructure": "either",
          "params": [
            {
              "name": "progress",
              "required": false,
              "schema": {"type": ["string", "integer", "null"]},
              "x-ws-rpc": {"progress": {"report": {"type": "integer"}}}
            }
          ],
          "result": {
            "name": "result",
            "schema": {
              "type": "object",
              "additionalProperties": {"type": "array", "items": {"$ref": "#/components/schemas/Picture"}}
            }
          }
        }
        """)]
    [InlineData("gallery.burn", """
        {
          "name": "gallery.burn",
          "paramStructure": "either",
          "params": [{"name": "secret", "required": true, "schema": {"$ref": "#/components/schemas/Secret"}}],
          "result": {"name": "result", "schema": {"type": "null"}},
          "errors": [{"code": -32041, "message": "Unauthenticated"}, {"code": -32043, "message": "Forbidden"}]
        }
        """)]
    public async Task Method_is_described(string name, string expected)
    {
        JsonObject document = await GalleryDocument.GetAsync();

        AssertJson(expected, GalleryDocument.MethodOf(document, name)!);
    }

    [Fact]
    public async Task What_is_asked_of_clients_is_described()
    {
        JsonObject document = await GalleryDocument.GetAsync();

        AssertJson(
            """
            {
              "version": 1,
              "subprotocol": "ws-rpc.v1+json",
              "clientMethods": [
                {
                  "name": "hung",
                  "paramStructure": "either",
                  "params": [{"name": "picture", "required": true, "schema": {"$ref": "#/components/schemas/Picture"}}],
                  "x-ws-rpc": {"notification": true}
                },
                {
                  "name": "mayEnter",
                  "paramStructure": "either",
                  "params": [{"name": "name", "required": true, "schema": {"type": "string"}}],
                  "result": {"name": "result", "schema": {"type": "boolean"}}
                }
              ]
            }
            """,
            document["x-ws-rpc"]!);
    }

    [Fact]
    public async Task Hub_is_described()
    {
        JsonObject document = await GalleryDocument.GetAsync();

        Assert.Equal("1.3.2", document["openrpc"]!.GetValue<string>());
        Assert.Equal("GalleryHub", document["info"]!["title"]!.GetValue<string>());
        Assert.Equal("All that hangs.", document["info"]!["description"]!.GetValue<string>());
        Assert.StartsWith(
            document["info"]!["version"]!.GetValue<string>() + "+",
            typeof(GalleryHub).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion + "+",
            StringComparison.Ordinal);
        AssertJson(
            """
            {
              "Picture": {
                "type": "object",
                "properties": {
                  "title": {"type": "string"},
                  "painted": {"type": "string", "format": "date-time"},
                  "style": {"$ref": "#/components/schemas/Style"},
                  "copy": {"anyOf": [{"$ref": "#/components/schemas/Picture"}, {"type": "null"}], "default": null}
                },
                "required": ["title", "painted", "style"]
              },
              "Style": {"type": "integer", "x-ws-rpc": {"names": {"Old": 0, "Modern": 5}}},
              "Secret": {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]}
            }
            """,
            document["components"]!["schemas"]!);
    }

    [Fact]
    public async Task Rate_limit_shows_among_the_errors()
    {
        JsonObject document = await GalleryDocument.GetAsync(static options => options.CallRateLimiter = RpcRateLimit.PerConnection(
            new TokenBucketRateLimiterOptions { TokenLimit = 9, TokensPerPeriod = 9, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }));

        AssertJson(
            """[{"code": -32029, "message": "Rate limited"}]""",
            GalleryDocument.MethodOf(document, "gallery.find")!["errors"]!);
        Assert.Null(GalleryDocument.MethodOf(document, "gallery.look")!["errors"]);
    }

    [Fact]
    public async Task Method_that_is_hidden_from_some_is_left_out_with_its_types()
    {
        JsonObject document = await GalleryDocument.GetAsync(static options => options.HideForbiddenMethods = true);

        Assert.Null(GalleryDocument.MethodOf(document, "gallery.burn"));
        Assert.NotNull(GalleryDocument.MethodOf(document, "gallery.find"));
        Assert.DoesNotContain("Secret", document.ToJsonString(), StringComparison.Ordinal);
    }

    private static void AssertJson(string expected, JsonNode actual) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
