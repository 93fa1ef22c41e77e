using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Values that no type of the contract can be.</summary>
internal static class ValueCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        Refused("a tuple too short", "pair", """[[1]]"""),
        Refused("a tuple too long", "pair", """[[1,"a",2]]"""),
        Refused("a tuple as an object", "pair", """[{"number":1,"text":"a"}]"""),
        Refused("null in a tuple", "pair", """[[1,null]]"""),
        Refused("a flag beyond its byte", "rights", """[256]"""),
        Refused("a negative flag", "rights", """[-1]"""),
        Refused("a flag with a fraction", "rights", """[1.5]"""),
        Refused("a flag by name", "rights", """["Read"]"""),
        Refused("an unknown name of an enum", "size", """["Huge"]"""),
        Refused("names of an enum, joined", "size", """["Small, Huge"]"""),
        Refused("no name of an enum", "size", """[""]"""),
        Refused("null for an enum", "size", """[null]"""),
        Refused("an unknown kind", "draw", """[{"kind":"cube","radius":1}]"""),
        Refused("no kind", "draw", """[{"radius":1}]"""),
        Refused("a kind that is no text", "draw", """[{"kind":{"a":1},"radius":1}]"""),
        Refused("two kinds", "draw", """[{"kind":"circle","kind":"square","radius":1}]"""),
        Refused("a kind of the framework", "draw", """[{"$type":"System.Diagnostics.Process, System","radius":1}]"""),
        Refused("a member twice", "put", """[{"id":1,"id":2,"text":"a"}]"""),
        Refused("a member twice, once escaped", "put", """[{"id":1,"\u0069d":2,"text":"a"}]"""),
        Refused("a key twice", "store", """[{"a":1,"a":2}]"""),
        Refused("null for a text", "put", """[{"id":1,"text":null}]"""),
        Refused("a missing member", "put", """[{"id":1}]"""),
        Refused("an array for a dictionary", "store", """[[["a",1]]]"""),
        Refused("a number of 50000 digits", "add", $"[{new string('9', 50_000)}]"),
        Refused("a fraction of 50000 digits", "add", $"[1.{new string('9', 50_000)}]"),
        Refused("an exponent", "add", """[1e2]"""),
        Refused("infinity", "values", """[1e400,1,"2026-01-01T00:00:00Z","","00000000-0000-0000-0000-000000000001","a"]"""),
        Refused(
            "money beyond all",
            "values", """[1,1e30,"2026-01-01T00:00:00Z","","00000000-0000-0000-0000-000000000001","a"]"""),
        Refused("no such day", "values", """[1,1,"2026-02-30T00:00:00Z","","00000000-0000-0000-0000-000000000001","a"]"""),
        Refused("no base64", "values", """[1,1,"2026-01-01T00:00:00Z","====","00000000-0000-0000-0000-000000000001","a"]"""),
        Refused("no id", "values", """[1,1,"2026-01-01T00:00:00Z","","{00000000-0000-0000-0000-000000000001}","a"]"""),
        Refused("two letters", "values", """[1,1,"2026-01-01T00:00:00Z","","00000000-0000-0000-0000-000000000001","ab"]"""),
        Refused(
            "a lone surrogate for a letter",
            "values", """[1,1,"2026-01-01T00:00:00Z","","00000000-0000-0000-0000-000000000001","\ud800"]"""),
        Refused("a lone surrogate for a key", "store", """[{"\ud800":1}]"""),
        HostileCase.Messages("an answer of an answer, sixty deep", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"put","params":[{{{{Notes(60)}}}}]}
            < {"jsonrpc":"2.0","id":1,"result":{"id":1,
            """),
        HostileCase.Messages("four thousand digits behind the point", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"values","params":[0.{{{{new string('1', 4000)}}}},1,"2026-01-01T00:00:00Z","","00000000-0000-0000-0000-000000000001","a"]}
            < {"jsonrpc":"2.0","id":1,"result":"0.1111
            """),
    ];

    private static HostileCase Refused(string name, string method, string arguments) => HostileCase.Messages(name, $$$$"""
        > {"jsonrpc":"2.0","id":1,"method":"{{{{method}}}}","params":{{{{arguments}}}}}
        < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
        """);

    private static string Notes(int depth) =>
        string.Concat(Enumerable.Repeat("{\"id\":1,\"text\":\"a\",\"answer\":", depth)) + "null" + new string('}', depth);
}
