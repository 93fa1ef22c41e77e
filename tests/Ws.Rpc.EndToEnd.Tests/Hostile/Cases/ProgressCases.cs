using System.Collections.Generic;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Progress that is asked for with the wrong token, or told to us (protocol section 6).</summary>
internal static class ProgressCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Messages("an object as the token", """
            > {"jsonrpc":"2.0","id":1,"method":"walk","params":[1,{"token":1}]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("true as the token", """
            > {"jsonrpc":"2.0","id":1,"method":"walk","params":[1,true]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("a fraction as the token", """
            > {"jsonrpc":"2.0","id":1,"method":"walk","params":[1,1.5]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("a token too long", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"walk","params":[1,"{{{{new string('t', 129)}}}}"]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("a token that is in use", """
            > {"jsonrpc":"2.0","id":1,"method":"walk","params":[-1,"t"]}
            > {"jsonrpc":"2.0","id":2,"method":"walk","params":[-1,"t"]}
            < {"jsonrpc":"2.0","id":2,"error":{"code":-32602
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            """),
        HostileCase.Messages("a token in a notification", """
            > {"jsonrpc":"2.0","method":"walk","params":[5,"t"]}
            """),
        HostileCase.Messages("a hundred thousand reports", """
            > {"jsonrpc":"2.0","id":1,"method":"walk","params":[100000,"t"]}
            << {"jsonrpc":"2.0","id":1,"result":100000}
            """),
        HostileCase.Messages("a token that is text and one that is a number", """
            > {"jsonrpc":"2.0","id":1,"method":"walk","params":[-1,"1"]}
            > {"jsonrpc":"2.0","id":2,"method":"walk","params":[-1,1]}
            .
            """),
        HostileCase.Messages("reports of tokens that nobody handed out", """
            > {"jsonrpc":"2.0","method":"$/progress","params":{"token":1,"value":1}}
            > {"jsonrpc":"2.0","method":"$/progress","params":{"token":"x","value":{}}}
            > {"jsonrpc":"2.0","method":"$/progress","params":[9223372036854775807,null]}
            > {"jsonrpc":"2.0","method":"$/progress","params":[]}
            > {"jsonrpc":"2.0","method":"$/progress","params":{}}
            > {"jsonrpc":"2.0","method":"$/progress"}
            > {"jsonrpc":"2.0","method":"$/progress","params":{"token":[1],"value":{"token":1}}}
            """),
        HostileCase.Messages("a report as a request", """
            > {"jsonrpc":"2.0","id":1,"method":"$/progress","params":{"token":1,"value":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            """),
    ];
}
