using System.Collections.Generic;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Ids that are no ids, or too much of one (protocol section 3).</summary>
internal static class IdCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Messages("the longest text", $$$$"""
            > {"jsonrpc":"2.0","id":"{{{{new string('i', 126)}}}}","method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":"{{{{new string('i', 126)}}}}","result":2}
            """),
        HostileCase.Messages("a text too long", $$$$"""
            > {"jsonrpc":"2.0","id":"{{{{new string('i', 127)}}}}","method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32600
            """),
        HostileCase.Messages("the longest number", $$$$"""
            > {"jsonrpc":"2.0","id":{{{{new string('9', 128)}}}},"method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":{{{{new string('9', 128)}}}},"result":2}
            """),
        HostileCase.Messages("a million of digits, nearly", $$$$"""
            > {"jsonrpc":"2.0","id":{{{{new string('9', 60_000)}}}},"method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32600
            """),
        HostileCase.Messages("1e400", """
            > {"jsonrpc":"2.0","id":1e400,"method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":1e400,"result":2}
            """),
        HostileCase.Messages("the text of a number", """
            > {"jsonrpc":"2.0","id":"1","method":"wait"}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            .
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"1"}}
            < {"jsonrpc":"2.0","id":"1","error":{"code":-32800
            """),
        HostileCase.Messages("a number with a leading zero", """
            > {"jsonrpc":"2.0","id":01,"method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("a number with a plus", """
            > {"jsonrpc":"2.0","id":+1,"method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("a negative number, as ours are", """
            > {"jsonrpc":"2.0","id":-1,"method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":-1,"result":2}
            """),
        HostileCase.Messages("beyond 64 bits", """
            > {"jsonrpc":"2.0","id":-9223372036854775809,"method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":-9223372036854775809,"result":2}
            """),
        HostileCase.Messages("the same number for calls under way", """
            > {"jsonrpc":"2.0","id":1,"method":"wait"}
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":1,"result":2}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            """),
        HostileCase.Messages("the same number for streams under way", """
            > {"jsonrpc":"2.0","id":1,"method":"stall","credit":1}
            < {"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0]}}
            > {"jsonrpc":"2.0","id":1,"method":"stall","credit":1}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            """),
        HostileCase.Messages("line breaks, escaped", """
            > {"jsonrpc":"2.0","id":"a\r\nSet-Cookie: x","method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":"a\r\nSet-Cookie: x","result":2}
            """),
        HostileCase.Messages("quotes, escaped", """
            > {"jsonrpc":"2.0","id":"\",\"result\":1,\"x\":\"","method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":"\",\"result\":1,\"x\":\"","result":2}
            """),
    ];
}
