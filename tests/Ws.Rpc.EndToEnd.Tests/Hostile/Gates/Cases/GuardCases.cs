using System;
using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates.Cases;

/// <summary>
/// Ways around filters and <c>[Authorize]</c>: what a hub has and does not serve, and what it serves under other names.
/// </summary>
internal static class GuardCases
{
    private static readonly string[] s_nothing =
    [
        "Rule", "RULE", "rUle", " rule", "rule ", "rule\\u0000", "\\u0000rule", "rule\\t", "rule\\n", "rule()", "rule/",
        "/rule", "./rule",
        "ruleAsync", "RuleAsync", "rule_async", "gatedHub.rule", "GatedHub.Rule", "IGatedHub.RuleAsync", "hub.rule",
        "rpc.rule", "$rule",
        "ｒule", "rul\\u0435", "rule\\u00ad", "rule\\u200b", "\\ufeffrule", "r\\u0131le", "\\u212aule", "rule;echo",
        "rule,echo",
        "get_Context", "get_Clients", "set_Context", "context", "clients", "rooms", "OnConnectedAsync", "onConnected",
        "OnDisconnectedAsync", "onDisconnected", "onRoomLeft", "onResumed", "Enter", "enter", "toString", "ToString",
        "getType", "GetType",
        "equals", "getHashCode", "memberwiseClone", "finalize", "dispose", "disposeAsync", ".ctor", "constructor",
        "__proto__",
        "rpc.discover", "rpc.", "rpc", "$/", "$", "confirm", "ConfirmAsync", "invoke", "",
    ];

    private static readonly (string Name, string Message)[] s_forbidden =
    [
        ("as it is", """{"jsonrpc":"2.0","id":1,"method":"rule"}"""),
        ("by name", """{"jsonrpc":"2.0","id":1,"method":"rule","params":{"level":2}}"""),
        ("by position", """{"jsonrpc":"2.0","id":1,"method":"rule","params":[2]}"""),
        ("with wrong arguments", """{"jsonrpc":"2.0","id":1,"method":"rule","params":["x",{},[]]}"""),
        ("with strange arguments", """{"jsonrpc":"2.0","id":1,"method":"rule","params":{"user":"admin","role":"admin"}}"""),
        ("in escaped letters", """{"jsonrpc":"2.0","id":1,"method":"\u0072\u0075le"}"""),
        ("in escaped members", """{"\u006asonrpc":"2.0","\u0069d":1,"m\u0065thod":"rule"}"""),
        ("the other way round", """{"params":[],"method":"rule","id":1,"jsonrpc":"2.0"}"""),
        ("with members that nobody knows", """{"jsonrpc":"2.0","id":1,"user":"admin","auth":{"token":"x"},"method":"rule"}"""),
        ("with credit", """{"jsonrpc":"2.0","id":1,"method":"rule","credit":5}"""),
        ("with a position", """{"jsonrpc":"2.0","id":1,"method":"rule","after":"x"}"""),
        ("with white space", "{ \t\"jsonrpc\" : \"2.0\" , \"id\" : 1 , \"method\" : \"rule\" }"),
        ("a stream, pulled", """{"jsonrpc":"2.0","id":1,"method":"leak"}"""),
        ("a stream, pushed", """{"jsonrpc":"2.0","id":1,"method":"leak","params":[],"credit":5}"""),
        ("a notification with an id", """{"jsonrpc":"2.0","id":1,"method":"decree","params":[1]}"""),
    ];

    private static readonly (string Name, string Message, int Code)[] s_words =
    [
        ("by position", """{"jsonrpc":"2.0","id":1,"method":"echo","params":["forbidden"]}""", -32043),
        ("by name", """{"jsonrpc":"2.0","id":1,"method":"echo","params":{"text":"forbidden"}}""", -32043),
        ("in escaped letters", """{"jsonrpc":"2.0","id":1,"method":"echo","params":["\u0066orbidden"]}""", -32043),
        ("by an escaped name", """{"jsonrpc":"2.0","id":1,"method":"echo","params":{"\u0074ext":"forbidden"}}""", -32043),
        ("before another", """{"jsonrpc":"2.0","id":1,"method":"echo","params":{"text":"forbidden","text":"fine"}}""", -32602),
        ("before another in escaped letters", """{"jsonrpc":"2.0","id":1,"method":"echo","params":{"text":"forbidden","t\u0065xt":"fine"}}""", -32602),
        ("behind another", """{"jsonrpc":"2.0","id":1,"method":"echo","params":{"text":"fine","text":"forbidden"}}""", -32043),
        ("by a name in capitals", """{"jsonrpc":"2.0","id":1,"method":"echo","params":{"Text":"forbidden"}}""", -32602),
        ("in other arguments", """{"jsonrpc":"2.0","id":1,"method":"echo","params":["forbidden"],"params":["fine"]}""", -32600),
        ("in arguments behind", """{"jsonrpc":"2.0","id":1,"method":"echo","params":["fine"],"params":["forbidden"]}""", -32600),
        ("in escaped arguments", """{"jsonrpc":"2.0","id":1,"method":"echo","params":["fine"],"p\u0061rams":["forbidden"]}""", -32600),
        ("with a half of a pair behind", """{"jsonrpc":"2.0","id":1,"method":"echo","params":["forbidden\ud800"]}""", -32602),
        ("of another method", """{"jsonrpc":"2.0","id":1,"method":"echo","params":["fine"],"method":"rule"}""", -32600),
        ("of another method in escaped letters", """{"jsonrpc":"2.0","id":1,"method":"echo","params":["fine"],"\u006dethod":"rule"}""", -32600),
        ("of a method behind its arguments", """{"jsonrpc":"2.0","id":1,"params":["fine"],"method":"rule","method":"echo"}""", -32600),
        ("deep", $$$$"""{"jsonrpc":"2.0","id":1,"method":"echo","params":{{{{new string('[', 60)}}}}{{{{new string(']', 60)}}}}}""", -32602),
    ];

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        .. s_nothing.Select(static method => HostileCase.Messages($"no method: {method}", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"{{{{method}}}}"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found"
            > {"jsonrpc":"2.0","method":"{{{{method}}}}","params":[1]}
            """)),
        .. s_forbidden.SelectMany(static forbidden => new[]
        {
            Call($"nobody: {forbidden.Name}", forbidden.Message, -32041),
            Call($"somebody else: {forbidden.Name}", forbidden.Message, -32043) with
            {
                Headers = $"Authorization: Bearer {GateTokens.Right}\n",
            },
            HostileCase.Messages($"in a batch: {forbidden.Name}", $$$$"""
                > [{{{{forbidden.Message.Replace(",\"credit\":5", "", StringComparison.Ordinal)}}}}]
                < [{"jsonrpc":"2.0","id":1,"error":{"code":-32041
                """),
        }),
        .. s_words.Select(static word => Call($"a word that the filter refuses: {word.Name}", word.Message, word.Code)),
        HostileCase.Messages("notifications that are forbidden", """
            > {"jsonrpc":"2.0","method":"decree","params":[1]}
            > {"jsonrpc":"2.0","method":"decree","params":{"level":1}}
            > {"jsonrpc":"2.0","method":"rule"}
            > {"jsonrpc":"2.0","method":"leak","params":[],"credit":1}
            > {"jsonrpc":"2.0","method":"note","params":["forbidden"]}
            > [{"jsonrpc":"2.0","method":"decree","params":[1]},{"jsonrpc":"2.0","method":"note","params":["forbidden"]}]
            """),
        HostileCase.Messages("a thousand forbidden ones", $$$$"""
            {{{{HostileLines.Times(1000, """> {"jsonrpc":"2.0","id":1,"method":"rule"}""")}}}}
            {{{{HostileLines.Times(1000, """< {"jsonrpc":"2.0","id":1,"error":{"code":-32041""")}}}}
            """),
        HostileCase.Messages("a forbidden one that is cancelled", """
            > [{"jsonrpc":"2.0","id":1,"method":"rule"},{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}]
            < [{"jsonrpc":"2.0","id":1,"error":{"code":-32041
            """),
        HostileCase.Messages("one that answers late to a question", """
            > {"jsonrpc":"2.0","id":1,"method":"ask","params":["x"]}
            < {"jsonrpc":"2.0","id":-1,"method":"confirm"
            << {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":-1}}
            << {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            > {"jsonrpc":"2.0","id":-1,"result":5}
            """, logsError: true),
        HostileCase.Messages("one that does all but answer a question", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"ask","params":["x"]}
            < {"jsonrpc":"2.0","id":-1,"method":"confirm"
            {{{{HostileLines.Times(50, """
            > {"jsonrpc":"2.0","method":"$/progress","params":{"token":-1,"value":1}}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":-1}}
            > {"jsonrpc":"2.0","id":"-1","result":5}
            > {"jsonrpc":"2.0","id":-1.0,"result":5}
            > {"jsonrpc":"2.0","id":-2,"result":5}
            """)}}}}
            << {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":-1}}
            << {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            """, logsError: true),
        HostileCase.Messages("one that leaves with a word that would forge a log", """
            > {"jsonrpc":"2.0","id":1,"method":"ask","params":["pAyL0aD"]}
            < {"jsonrpc":"2.0","id":-1,"method":"confirm"
            > {"jsonrpc":"2.0","id":-1,"error":{"code":7,"message":"pAyL0aD\r\n\u001b[31m","data":"pAyL0aD"}}
            << {"jsonrpc":"2.0","id":1,"error":
            # 88 8a 00 00 00 00 0f a0 0d 0a 1b 5b 33 31 6d 58
            x 4000
            """),
    ];

    private static HostileCase Call(string name, string message, int code) => HostileCase.Messages(name, $$$$"""
        > {{{{message}}}}
        < {"jsonrpc":"2.0","id":1,"error":{"code":{{{{code}}}}
        """);
}
