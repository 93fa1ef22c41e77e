using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Streams among the arguments, whose senders keep no rule (protocol section 7).</summary>
internal static class ArgumentStreamCases
{
    private const string Pushed = """
        > {"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":9,"push":true}]}
        < {"jsonrpc":"2.0","method":"$/credit","params":{"token":9,"n":64}}
        """;

    private const string Kept = """
        > {"jsonrpc":"2.0","id":1,"method":"keep","params":[{"token":9,"push":true}]}
        """;

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        Refused("a number", "[5]"),
        Refused("null", "[null]"),
        Refused("an array", "[[1,2,3]]"),
        Refused("a token too long", $$$$"""[{"token":"{{{{new string('t', 129)}}}}","push":true}]"""),
        HostileCase.Messages("no token and no values", """
            > {"jsonrpc":"2.0","id":1,"method":"total","params":[{}]}
            < {"jsonrpc":"2.0","id":1,"result":0}
            """),
        HostileCase.Messages("values that are no array", """
            > {"jsonrpc":"2.0","id":1,"method":"total","params":[{"values":5}]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("a value that does not fit", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"total","params":[{"values":[1,"{{{{HostileServer.Secret}}}}"]}]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("thirty thousand values", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"total","params":[{"values":[{{{{string.Join(',', Enumerable.Repeat("1", 30_000))}}}}]}]}
            < {"jsonrpc":"2.0","id":1,"result":30000}
            """),
        Refused("a token that is an object", """[{"token":{"a":1},"values":[1]}]"""),
        HostileCase.Messages("one token for two streams", """
            > {"jsonrpc":"2.0","id":1,"method":"zip","params":[{"token":9,"push":true},{"token":9,"push":true}]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("the token of another call", $$$$"""
            {{{{Pushed}}}}
            > {"jsonrpc":"2.0","id":2,"method":"total","params":[{"token":9,"push":true}]}
            < {"jsonrpc":"2.0","id":2,"error":{"code":-32600
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[5],"done":true}}
            < {"jsonrpc":"2.0","id":1,"result":5}
            """),
        HostileCase.Messages("in a notification", """
            > {"jsonrpc":"2.0","method":"total","params":[{"token":9,"push":true}]}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[5]}}
            """),
        HostileCase.Messages("items before there is credit", $$$$"""
            {{{{Kept}}}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[1]}}
            x 4500
            """),
        HostileCase.Messages("one item more than there is credit for", $$$$"""
            {{{{Pushed}}}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[{{{{string.Join(',', Enumerable.Repeat("1", 97))}}}}]}}
            x 4500
            """),
        HostileCase.Messages("items for a stream that is pulled", """
            > {"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":9}]}
            < {"jsonrpc":"2.0","id":-1,"method":"$/enumerator/next","params":{"token":9}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[1]}}
            x 4500
            """),
        HostileCase.Messages("ten thousand frames without items", $$$$"""
            {{{{Pushed}}}}
            {{{{HostileLines.Times(10_000, """> {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[],"cursor":"c"}}""")}}}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[5],"done":true}}
            < {"jsonrpc":"2.0","id":1,"result":5}
            """),
        HostileCase.Messages("an item that does not fit", $$$$"""
            {{{{Pushed}}}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[1,{"{{{{HostileServer.Secret}}}}":1}]}}
            < {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":9}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("items that are no array", $$$$"""
            {{{{Pushed}}}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":"{{{{HostileServer.Secret}}}}"}}
            < {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":9}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("frames that are none", $$$$"""
            {{{{Pushed}}}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"items":[1]}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":[9],"items":[1]}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":"9","items":[1]}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"id":9,"items":[1]}}
            > {"jsonrpc":"2.0","method":"$/stream","params":[9,[1]]}
            > {"jsonrpc":"2.0","method":"$/stream","params":{}}
            > {"jsonrpc":"2.0","method":"$/stream"}
            > {"jsonrpc":"2.0","id":5,"method":"$/stream","params":{"token":9,"items":[1]}}
            < {"jsonrpc":"2.0","id":5,"error":{"code":-32601
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"done":true}}
            < {"jsonrpc":"2.0","id":1,"result":0}
            """),
        HostileCase.Messages("a frame that is no JSON", $$$$"""
            {{{{Pushed}}}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[1],}}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[2],"done":true}}
            < {"jsonrpc":"2.0","id":1,"result":2}
            """),
        HostileCase.Messages("items twice in a frame", $$$$"""
            {{{{Pushed}}}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[1],"items":[1],"done":true}}
            < {"jsonrpc":"2.0","id":1,"result":1}
            """),
        HostileCase.Messages("an end that is no end", $$$$"""
            {{{{Pushed}}}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[],"done":"true"}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[],"done":1}}
            .
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[],"done":true}}
            < {"jsonrpc":"2.0","id":1,"result":0}
            """),
        HostileCase.Messages("items behind the end", $$$$"""
            {{{{Pushed}}}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[5],"done":true}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[6]}}
            < {"jsonrpc":"2.0","id":1,"result":5}
            """),
        HostileCase.Messages("an error that is none", $$$$"""
            {{{{Pushed}}}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"error":{"code":"x","message":[]}}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            """),
        HostileCase.Messages("a call that is cancelled", $$$$"""
            {{{{Pushed}}}}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            << {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            > {"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[6]}}
            """),
        HostileCase.Messages("a stream too many", $$$$"""
            {{{{HostileLines.Numbered(1, 65, """> {"jsonrpc":"2.0","id":#,"method":"keep","params":[{"token":#,"push":true}]}""")}}}}
            < {"jsonrpc":"2.0","id":65,"error":{"code":-32053
            """),
        HostileCase.Messages("streams that end, and calls that do not", $$$$"""
            {{{{HostileLines.Numbered(1, 300, """> {"jsonrpc":"2.0","id":#,"method":"keep","params":[{"values":[]}]}""")}}}}
            << {"jsonrpc":"2.0","id":300,"error":{"code":-32053
            """, alive: false),
        HostileCase.Messages("a question that is never answered", """
            > {"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":9}]}
            < {"jsonrpc":"2.0","id":-1,"method":"$/enumerator/next"
            """),
        HostileCase.Messages("a question with a wrong answer", """
            > {"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":9}]}
            < {"jsonrpc":"2.0","id":-1,"method":"$/enumerator/next"
            > {"jsonrpc":"2.0","id":-1,"result":[1]}
            < {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":9}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("a question answered with an error", """
            > {"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":9}]}
            < {"jsonrpc":"2.0","id":-1,"method":"$/enumerator/next"
            > {"jsonrpc":"2.0","id":-1,"error":{"code":-32001,"message":"no such stream"}}
            < {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":9}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32001
            """),
        HostileCase.Messages("a stream in and one out", """
            > {"jsonrpc":"2.0","id":1,"method":"double","params":[{"token":9,"push":true,"values":[1]}],"credit":64}
            << {"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[2]}}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            << {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            """),
    ];

    private static HostileCase Refused(string name, string arguments) => HostileCase.Messages(name, $$$$"""
        > {"jsonrpc":"2.0","id":1,"method":"total","params":{{{{arguments}}}}}
        < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
        """);
}
