using System;
using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates.Cases;

/// <summary>
/// Ways around a rate limit: each call costs one, whatever it is; <c>/rated</c> has so many, and a rare method two.
/// </summary>
internal static class RateCases
{
    private const int All40 = GatedServer.Rate;
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]}""";
    private const string Refusal = """{"jsonrpc":"2.0","id":9,"error":{"code":-32029,"message":"Rate limited","data":"""
        + """{"type":"RateLimited","retryAfter":""";
    private const string Served = """{"jsonrpc":"2.0","id":9,"result":"x"}""";
    private const string Echo = """{"jsonrpc":"2.0","id":9,"method":"echo","params":["x"]}""";

    private static readonly (string Name, string Message)[] s_charged =
    [
        ("calls", Call),
        ("calls by name", """{"jsonrpc":"2.0","id":1,"method":"echo","params":{"text":"x"}}"""),
        ("calls in escaped letters", """{"jsonrpc":"2.0","id":1,"m\u0065thod":"\u0065cho","params":["x"]}"""),
        ("calls with the members turned around", """{"params":["x"],"method":"echo","id":1,"jsonrpc":"2.0"}"""),
        ("calls with wrong arguments", """{"jsonrpc":"2.0","id":1,"method":"echo","params":[1,2,3]}"""),
        ("calls with a word that the filter refuses", """{"jsonrpc":"2.0","id":1,"method":"echo","params":["forbidden"]}"""),
        ("calls that are forbidden", """{"jsonrpc":"2.0","id":1,"method":"rule"}"""),
        ("calls of nothing", """{"jsonrpc":"2.0","id":1,"method":"nothing"}"""),
        ("calls of Echo", """{"jsonrpc":"2.0","id":1,"method":"Echo","params":["x"]}"""),
        ("calls of reserved names", """{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}"""),
        ("notifications", """{"jsonrpc":"2.0","method":"note","params":["x"]}"""),
        ("notifications of nothing", """{"jsonrpc":"2.0","method":"nothing"}"""),
        ("notifications that are forbidden", """{"jsonrpc":"2.0","method":"decree","params":[1]}"""),
        ("requests without an answer", """{"jsonrpc":"2.0","method":"echo","params":["x"]}"""),
        ("streams that are pulled", """{"jsonrpc":"2.0","id":1,"method":"count","params":[3]}"""),
        ("streams that are pushed", """{"jsonrpc":"2.0","id":1,"method":"count","params":[3],"credit":9}"""),
        ("calls with progress", """{"jsonrpc":"2.0","id":1,"method":"walk","params":[2,7]}"""),
        ("ordered calls", """{"jsonrpc":"2.0","id":1,"method":"shipInOrder","params":[{"weight":1}]}"""),
        ("batches of one", """[{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]}]"""),
        ("batches of one notification", """[{"jsonrpc":"2.0","method":"note","params":["x"]}]"""),
    ];

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        .. s_charged.Select(static charged => Rated(
            charged.Name, $"{HostileLines.Times(All40, "> " + charged.Message)}\n> {Echo}\n<< {Refusal}")),
        .. s_charged.Where(static charged => charged.Message[0] == '{').Select(static charged => Rated(
            $"{charged.Name}, in a batch",
            $"> [{string.Join(',', Enumerable.Repeat(Unstreamed(charged.Message), All40))}]\n> {Echo}\n<< {Refusal}")),
        Rated("one less is free", $"{HostileLines.Times(All40 - 1, "> " + Call)}\n> {Echo}\n<< {Served}"),
        Rated("control methods are no calls, and give nothing back", $$$$"""
            {{{{HostileLines.Times(300, """> {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""")}}}}
            {{{{HostileLines.Times(300, """> {"jsonrpc":"2.0","method":"$/progress","params":{"token":1,"value":1}}""")}}}}
            {{{{HostileLines.Times(300, """> {"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":9}}""")}}}}
            {{{{HostileLines.Times(300, """> {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}""")}}}}
            {{{{HostileLines.Times(All40 - 1, "> " + Call)}}}}
            > {{{{Echo}}}}
            << {{{{Served}}}}
            > {{{{Echo}}}}
            < {{{{Refusal}}}}
            """),
        Rated("a session gives nothing back", $$$$"""
            {{{{HostileLines.Times(All40, "> " + Call)}}}}
            > {"jsonrpc":"2.0","id":5,"method":"$/session/open","params":{"versions":[1]}}
            << {"jsonrpc":"2.0","id":5,"result":
            > {{{{Echo}}}}
            < {{{{Refusal}}}}
            """),
        Rated("a cancellation gives nothing back", $$$$"""
            {{{{HostileLines.Times(All40, """
            > {"jsonrpc":"2.0","id":4,"method":"joinLate","params":["x"]}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":4}}
            """)}}}}
            > {{{{Echo}}}}
            << {{{{Refusal}}}}
            """),
        Rated("a flood behind the last", $$$$"""
            {{{{HostileLines.Times(3000, "> " + Echo)}}}}
            {{{{HostileLines.Times(All40, "< " + Served)}}}}
            {{{{HostileLines.Times(3000 - All40, "< " + Refusal)}}}}
            """),
        Rated("a batch across the limit", $$$$"""
            > [{{{{string.Join(',', Enumerable.Repeat(Echo, 64))}}}}]
            < [{{{{string.Join(',', Enumerable.Repeat(Served, All40))}}}},{{{{Refusal}}}}
            """),
        Rare("rare", "rare"),
        Rare("rare in escaped letters", "r\\u0061re"),
        HostileCase.Messages("rare, in a batch", """
            > [{"jsonrpc":"2.0","id":1,"method":"rare"},{"jsonrpc":"2.0","id":2,"method":"rare"},{"jsonrpc":"2.0","id":3,"method":"rare"}]
            < [{"jsonrpc":"2.0","id":1,"result":1},{"jsonrpc":"2.0","id":2,"result":1},{"jsonrpc":"2.0","id":3,"error":{"code":-32029
            """),
        HostileCase.Messages("rare, with wrong arguments", """
            > {"jsonrpc":"2.0","id":1,"method":"rare","params":["x"]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            > {"jsonrpc":"2.0","method":"rare","params":["x"]}
            > {"jsonrpc":"2.0","id":2,"method":"rare"}
            < {"jsonrpc":"2.0","id":2,"error":{"code":-32029
            """),
        HostileCase.Messages("rare, as notifications", $$$$"""
            {{{{HostileLines.Times(50, """> {"jsonrpc":"2.0","method":"rare","params":[1]}""")}}}}
            > {"jsonrpc":"2.0","id":2,"method":"rare"}
            < {"jsonrpc":"2.0","id":2,"error":{"code":-32029
            """),
    ];

    // Nothing more is served on it: it is used up.
    private static HostileCase Rated(string name, string script) =>
        HostileCase.Messages(name, script, alive: false) with { Path = "/rated" };

    private static string Unstreamed(string message) => message.Replace(",\"credit\":9", "", StringComparison.Ordinal);

    private static HostileCase Rare(string name, string method) => HostileCase.Messages(name, $$$$"""
        > {"jsonrpc":"2.0","id":1,"method":"{{{{method}}}}"}
        < {"jsonrpc":"2.0","id":1,"result":1}
        > {"jsonrpc":"2.0","id":2,"method":"{{{{method}}}}","params":{"number":2}}
        < {"jsonrpc":"2.0","id":2,"result":2}
        > {"jsonrpc":"2.0","id":3,"method":"{{{{method}}}}","params":[3]}
        < {"jsonrpc":"2.0","id":3,"error":{"code":-32029
        """);
}
