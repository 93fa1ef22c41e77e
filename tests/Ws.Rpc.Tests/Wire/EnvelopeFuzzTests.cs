using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using CsCheck;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class EnvelopeFuzzTests
{
    private static readonly string[] s_values =
    [
        "\"2.0\"", "\"2.0\"", "\"2.0\"", "2.0", "1", "-1", "1.0", "\"a\"", "\"m\"", "\"\\u006d\"", "\"\\ud800\"", "\"\"", "null",
        "true", "[]", "[1,2]", "{}", "{\"id\":1,\"method\":\"m\"}", "[[[]]]", "\"ä\"", "123456789012345678901234567890",
    ];

    // The escaped spelling next to its plain one: they are the same member.
    private static readonly (int Member, string Text)[] s_names =
    [
        (0, "jsonrpc"), (1, "id"), (1, "\\u0069d"), (2, "method"), (2, "\\u006dethod"), (3, "params"), (4, "result"),
        (5, "error"), (6, "credit"), (7, "traceparent"), (8, "tracestate"), (9, "after"), (10, "x"), (10, "\\ud800"), (10, "Id"),
    ];

    private static readonly Gen<(int Member, string Text)> s_member = Gen.Select(
        Gen.OneOf(s_names), Gen.OneOf(s_values), (name, value) => (name.Member, $"\"{name.Text}\":{value}"));

    // Mostly a sound message with some members more, so that not everything is refused for its first flaw.
    private static readonly Gen<(int Member, string Text)[]> s_members = Gen.Select(
        Gen.OneOf("\"2.0\"", "\"2.0\"", "\"2.0\"", "2"), Gen.OneOf("1", "\"a\"", "null"), s_member.Array[0, 4],
        (version, id, more) => ((int, string)[])[(0, $"\"jsonrpc\":{version}"), (1, $"\"id\":{id}"), .. more]);

    private static readonly Gen<byte[]> s_message = Gen.Select(s_members, Gen.Int[0, 3], (members, copies) =>
        Encoding.UTF8.GetBytes(copies == 0 ? Join(members) : $"[{string.Join(',', Enumerable.Repeat(Join(members), copies))}]"));

    [Fact]
    public void Members_in_another_order_mean_the_same() =>
        Gen.Select(s_members, Gen.Int).Sample(
            (members, seed) =>
            {
                // A repeated member keeps its place among its like: which came first matters to nobody else.
                int[] order = [.. Enumerable.Range(0, members.Length)];
                new Random(seed).Shuffle(order);
                Dictionary<int, Queue<string>> like = members.GroupBy(m => m.Member)
                    .ToDictionary(g => g.Key, g => new Queue<string>(g.Select(m => m.Text)));
                var shuffled = order.Select(i => (members[i].Member, like[members[i].Member].Dequeue())).ToArray();
                Assert.Equal(EnvelopeText.Describe(Join(members)), EnvelopeText.Describe(Join(shuffled)));
                Assert.Equal(EnvelopeText.Detail(Join(members)), EnvelopeText.Detail(Join(shuffled)));
            },
            iter: 20_000);

    [Fact]
    public void Broken_bytes_never_throw_and_are_parse_errors_exactly_when_they_are_not_json() =>
        Gen.Select(s_message, Gen.Select(Gen.Int[0, 2], Gen.Double.Unit, Gen.Byte).Array[0, 4]).Sample(
            (message, edits) =>
            {
                byte[] bytes = edits.Aggregate(message, Edit);
                string text = EnvelopeText.Describe(bytes, WireLimits.Default);
                Assert.Equal(IsJson(bytes), text != "Invalid -32700 null");
            },
            iter: 50_000);

    [Fact]
    public void Noise_never_throws() =>
        Gen.Byte.Array[0, 64].Sample(bytes => Assert.NotEmpty(EnvelopeText.Describe(bytes, WireLimits.Default)), iter: 20_000);

    [Fact]
    public void Cut_message_is_a_parse_error()
    {
        byte[] message = Encoding.UTF8.GetBytes(
            """{"jsonrpc":"2.0","id":"\u0041","method":"\u006d","params":{"a":[1.5e3,null]}}""");
        Assert.All(
            Enumerable.Range(0, message.Length),
            length => Assert.Equal("Invalid -32700 null", EnvelopeText.Describe(message.AsSpan(0, length), WireLimits.Default)));
    }

    private static string Join(IEnumerable<(int Member, string Text)> members) =>
        $"{{{string.Join(',', members.Select(m => m.Text))}}}";

    private static byte[] Edit(byte[] bytes, (int Kind, double Where, byte Value) edit)
    {
        int at = (int)(edit.Where * bytes.Length);
        return edit.Kind switch
        {
            0 when bytes.Length > 0 => [.. bytes[..at], edit.Value, .. bytes[(at + 1)..]],
            1 when bytes.Length > 0 => [.. bytes[..at], .. bytes[(at + 1)..]],
            _ => [.. bytes[..at], edit.Value, .. bytes[at..]],
        };
    }

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            // The stream overload forgives a byte order mark; this one does not.
            using JsonDocument document = JsonDocument.Parse(bytes);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
