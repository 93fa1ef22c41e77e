using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

/// <summary>Whatever the arguments are, the answer is a result or says that they do not fit, and the connection lives on.</summary>
public sealed class ArgumentFuzzTests
{
    private const int Seed = 20_261_122;
    private const int Rounds = 300;

    private static readonly string[] s_values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "-0", "99999999999999999999", "128", "\"\"", "\"x\"", "\"\\ud800\"",
        "\"\\u0000\"", "\"Large\"", "\"AQI=\"", "[]", "{}", "[null]", "[[]]", "[1,true]", "{\"id\":1,\"text\":\"a\"}", "{\"a\":1,\"a\":2}",
        "{\"kind\":\"circle\",\"radius\":1}", "{\"kind\":\"cube\"}", "{\"radius\":1}", "{\"$type\":\"System.Object\"}", "{\"name\":null}",
        "{\"items\":null}", "{\"\\ud800\":1}", "\"2026-13-01T00:00:00\"", "\"0001-01-01T00:00:00+14:00\"",
        string.Concat(Enumerable.Repeat("[", 70)) + string.Concat(Enumerable.Repeat("]", 70)),
    ];

    private static readonly (string Method, string Arguments)[] s_calls =
    [
        ("class", """[{"id":1,"text":"a","answer":{"id":2,"text":"b","answer":null}}]"""),
        ("class", """{"event":{"id":1,"text":"a"}}"""),
        ("page", """[{"items":[{"id":1,"text":"a"}],"next":null},7]"""),
        ("figure", """[{"kind":"circle","radius":1.5},{"kind":"square","side":2}]"""),
        ("map", """[{"a":[{"x":1,"y":2},null],"b":[]}]"""),
        ("tuple", """[["a",[129,"Large"],{"id":1,"text":"a"}]]"""),
        ("noTuple", """[[1,true]]"""),
        ("rights", """[1,128,"Small"]"""),
        ("rights", """{"size":"Large","rights":3}"""),
        ("tree", """[{"name":"r","children":[{"name":"c"}],"changed":"2026-01-31T12:00:00+01:00"}]"""),
        ("anything", """[{"a":[1,null,"x"]}]"""),
        ("primitives", """[true,1,-2,-3,4,-5,6,-7,8,1.5,-2.5,3.50,"x"]"""),
        ("texts", """["a",null,"00000000-0000-0000-0000-000000000001","2026-01-31T12:00:00","2026-01-31T12:00:00Z","AQI="]"""),
        ("rest", """["a",{"id":1,"text":"a"},{"id":2,"text":"b"}]"""),
        ("rest", """{"first":"a","notes":[{"id":1,"text":"a"}]}"""),
    ];

    public static TheoryData<int> Calls() => [.. Enumerable.Range(0, s_calls.Length)];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Spoilt_arguments_are_answered_with_a_result_or_an_error_of_the_callers(int call)
    {
        await using HubHost host = await HubHost.StartAsync<ShapesHub>(static options => options.MaxParseErrors = int.MaxValue);
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        (string method, string arguments) = s_calls[call];
        var random = new Random(Seed + call);
        Assert.True(IsResult(await AskAsync(client, method, arguments)), $"{method}{arguments}");
        for (int round = 0; round < Rounds; round++)
        {
            string spoilt = Spoil(arguments, random);
            JsonElement answer = await AskAsync(client, method, spoilt);
            Assert.True(IsResult(answer) || IsCallersError(answer, method), $"{method}{spoilt} -> {answer}");
        }

        Assert.True(IsResult(await AskAsync(client, method, arguments)));
    }

    private static Task<JsonElement> AskAsync(RawClient client, string method, string arguments) =>
        client.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"shapes.{{method}}","params":{{arguments}}}""");

    private static bool IsResult(JsonElement answer) =>
        answer.TryGetProperty("result", out _) && answer.GetProperty("id").GetInt32() == 1;

    private static bool IsCallersError(JsonElement answer, string method)
    {
        JsonElement error = answer.GetProperty("error");
        return error.GetProperty("code").GetInt32() switch
        {
            RpcErrorCode.ParseError => answer.GetProperty("id").ValueKind == JsonValueKind.Null,
            RpcErrorCode.InvalidRequest => true,
            RpcErrorCode.InvalidParams => error.GetProperty("data").GetProperty("message").GetString()!
                .StartsWith($"shapes.{method}: ", StringComparison.Ordinal),
            _ => false,
        };
    }

    private static string Spoil(string arguments, Random random)
    {
        int kind = random.Next(4);
        if (kind < 2)
        {
            return Replace(arguments, random);
        }

        int at = random.Next(arguments.Length);
        string piece = kind == 2 ? "" : "{}[],:\"0\\ut-".Substring(random.Next(11), 1);
        return arguments[..at] + piece + arguments[(at + random.Next(2))..];
    }

    // Puts another value into the place of one of those that are there, at any depth.
    private static string Replace(string arguments, Random random)
    {
        List<(int Start, int End)> places = [];
        var reader = new Utf8JsonReader(System.Text.Encoding.ASCII.GetBytes(arguments));
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                Utf8JsonReader copy = reader;
                copy.Skip();
                places.Add(((int)reader.TokenStartIndex, (int)copy.BytesConsumed));
            }
        }

        (int start, int end) = places[random.Next(places.Count)];
        return arguments[..start] + s_values[random.Next(s_values.Length)] + arguments[end..];
    }
}
