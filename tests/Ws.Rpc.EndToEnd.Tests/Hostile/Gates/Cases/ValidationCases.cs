using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates.Cases;

/// <summary>Arguments that break the rules of their types, where one might not look.</summary>
internal static class ValidationCases
{
    private static readonly (string Name, string Parcel)[] s_unsound =
    [
        ("zero", """{"weight":0}"""),
        ("too heavy", """{"weight":11}"""),
        ("far too heavy", """{"weight":2147483647}"""),
        ("heavier than a number", """{"weight":2147483648}"""),
        ("of no whole weight", """{"weight":1.5}"""),
        ("of an infinite weight", """{"weight":1e400}"""),
        ("of a weight in words", """{"weight":"11"}"""),
        ("of no weight", """{"weight":null}"""),
        ("of two weights", """{"weight":1,"weight":11}"""),
        ("of two weights, the other way round", """{"weight":11,"weight":1}"""),
        ("of two weights in two spellings", """{"weight":1,"w\u0065ight":11}"""),
        ("of an escaped weight", """{"w\u0065ight":11}"""),
        ("with a long label", """{"label":"123456789"}"""),
        ("with a long label in escaped letters", """{"label":"\u0031\u0032\u0033\u0034\u0035\u0036\u0037\u0038\u0039"}"""),
        ("with a label that is none", """{"label":"\ud800"}"""),
        ("with a huge label", $$$$"""{"label":"{{{{new string('x', 60_000)}}}}"}"""),
        ("in a parcel", """{"parts":[{"weight":11}]}"""),
        ("behind nothing", """{"parts":[null,null,{"weight":11}]}"""),
        ("in an extra", """{"extras":{"x":{"weight":11}}}"""),
        ("in an extra that is in a parcel", """{"parts":[{"extras":{"a\r\nb":{"parts":[{"weight":11}]}}}]}"""),
        ("in an extra that is there twice", """{"extras":{"x":{"weight":11},"x":{"weight":1}}}"""),
        ("behind a hundred", $$$$"""{"parts":[{{{{string.Concat(Enumerable.Repeat("{},", 100))}}}}{"weight":11}]}"""),
        (
            "twenty parcels deep",
            string.Concat(Enumerable.Repeat("{\"parts\":[", 20)) + """{"weight":11}""" + string.Concat(Enumerable.Repeat("]}", 20))),
        ("of another type", """{"$type":"System.Object","weight":11}"""),
        ("with references", """{"$id":"1","weight":11,"parts":[{"$ref":"1"}]}"""),
        ("nothing", "null"),
        ("an array", "[]"),
        ("a word", "\"x\""),
        ("three thousand that are wrong", $$$$"""{"parts":[{{{{string.Join(',', Enumerable.Repeat("{\"weight\":11}", 3000))}}}}]}"""),
    ];

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        .. s_unsound.SelectMany(static unsound => new[]
        {
            Refused($"by position: {unsound.Name}", "ship", $"[{unsound.Parcel}]"),
            Refused($"by name: {unsound.Name}", "ship", $$$$"""{"copies":1,"parcel":{{{{unsound.Parcel}}}}}"""),
            Refused($"as one of many: {unsound.Name}", "shipInOrder", $$$$"""[{"weight":1},{{{{unsound.Parcel}}}}]"""),
            HostileCase.Messages($"as a notification: {unsound.Name}", $$$$"""
                > {"jsonrpc":"2.0","method":"drop","params":[{{{{unsound.Parcel}}}}]}
                > [{"jsonrpc":"2.0","method":"drop","params":{"parcel":{{{{unsound.Parcel}}}}}}]
                """),
        }),
        Refused("copies", "ship", """[{"weight":1},11]"""),
        Refused("copies by name", "ship", """{"parcel":{"weight":1},"copies":0}"""),
        Refused("copies twice", "ship", """{"parcel":{"weight":1},"copies":1,"copies":11}"""),
        Refused("copies that are nothing", "ship", """[{"weight":1},null]"""),
        Refused("no parcel at all", "ship", "[]"),
        Refused("no parcel by name", "ship", """{"Parcel":{"weight":1}}"""),
        HostileCase.Messages("a sound one", """
            > {"jsonrpc":"2.0","id":1,"method":"ship","params":[{"weight":10,"label":"12345678","parts":[{"weight":1}]},10]}
            < {"jsonrpc":"2.0","id":1,"result":100}
            """),
        HostileCase.Messages("a weight in capitals is none", """
            > {"jsonrpc":"2.0","id":1,"method":"ship","params":[{"WEIGHT":11}]}
            < {"jsonrpc":"2.0","id":1,
            """),
    ];

    private static HostileCase Refused(string name, string method, string arguments) => HostileCase.Messages(name, $$$$"""
        > {"jsonrpc":"2.0","id":1,"method":"{{{{method}}}}","params":{{{{arguments}}}}}
        < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
        """);
}
