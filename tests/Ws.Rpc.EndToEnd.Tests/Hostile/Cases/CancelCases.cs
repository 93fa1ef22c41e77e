using System.Collections.Generic;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Cancelling what is not there, or not one's own (protocol section 5).</summary>
internal static class CancelCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Messages("ids that are none", """
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{}}}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":[1]}}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":[]}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":[[1]]}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":[1,2]}
            > {"jsonrpc":"2.0","method":"$/cancelRequest"}
            """),
        HostileCase.Messages("an id of 60000 digits", $$$$"""
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{{new string('9', 60_000)}}}}}}
            """),
        HostileCase.Messages("two ids", """
            > {"jsonrpc":"2.0","id":1,"method":"wait"}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1,"id":1}}
            .
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            """),
        HostileCase.Messages("as a request", """
            > {"jsonrpc":"2.0","id":1,"method":"$/cancelRequest","params":{"id":2}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            """),
        HostileCase.Messages("a call that cancels itself", """
            > {"jsonrpc":"2.0","id":1,"method":"$/cancelRequest","params":{"id":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            """),
        HostileCase.Messages("a hundred times", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"wait"}
            {{{{HostileLines.Times(100, """> {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""")}}}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            """),
        HostileCase.Messages("before the call", """
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":1,"result":2}
            """),
        HostileCase.Messages("after the answer", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1]}
            < {"jsonrpc":"2.0","id":1,"result":2}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            """),
        HostileCase.Messages("an ordered call that waits for its turn", """
            > {"jsonrpc":"2.0","id":1,"method":"step","params":[1]}
            > {"jsonrpc":"2.0","id":2,"method":"step","params":[2]}
            > {"jsonrpc":"2.0","id":3,"method":"queue","params":[3]}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}
            < {"jsonrpc":"2.0","id":2,"error":{"code":-32800
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            < {"jsonrpc":"2.0","id":3,"result":3}
            """),
        HostileCase.Messages("a call that waits for a place", $$$$"""
            {{{{HostileLines.Numbered(1, 16, """> {"jsonrpc":"2.0","id":#,"method":"wait"}""")}}}}
            > {"jsonrpc":"2.0","id":17,"method":"add","params":[1]}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":17}}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            << {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            << {"jsonrpc":"2.0","id":17,"error":{"code":-32800
            """),
        HostileCase.Messages("calls of ours", """
            > {"jsonrpc":"2.0","id":1,"method":"ask","params":["x"]}
            < {"jsonrpc":"2.0","id":-1,"method":"confirm"
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":-1}}
            .
            > {"jsonrpc":"2.0","id":-1,"result":5}
            < {"jsonrpc":"2.0","id":1,"result":5}
            """),
    ];
}
