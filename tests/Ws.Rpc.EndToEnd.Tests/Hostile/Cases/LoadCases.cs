using System.Collections.Generic;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>More at once than there may be (protocol section 12).</summary>
internal static class LoadCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Messages("129 calls that wait", $$$$"""
            {{{{HostileLines.Numbered(1, 129, """> {"jsonrpc":"2.0","id":#,"method":"wait"}""")}}}}
            < {"jsonrpc":"2.0","id":129,"error":{"code":-32053
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            """, alive: false),
        HostileCase.Messages("129 ordered calls", $$$$"""
            {{{{HostileLines.Numbered(1, 129, """> {"jsonrpc":"2.0","id":#,"method":"step","params":[1]}""")}}}}
            < {"jsonrpc":"2.0","id":129,"error":{"code":-32053
            """, alive: false),
        HostileCase.Messages("a thousand notifications behind calls that wait", $$$$"""
            {{{{HostileLines.Numbered(1, 16, """> {"jsonrpc":"2.0","id":#,"method":"wait"}""")}}}}
            {{{{HostileLines.Times(1000, """> {"jsonrpc":"2.0","method":"note","params":[1]}""")}}}}
            > {"jsonrpc":"2.0","id":17,"method":"echo","params":["x"]}
            < {"jsonrpc":"2.0","id":17,"error":{"code":-32053
            """, alive: false),
        HostileCase.Messages("arguments for megabytes behind calls that wait", $$$$"""
            {{{{HostileLines.Numbered(1, 16, """> {"jsonrpc":"2.0","id":#,"method":"wait"}""")}}}}
            {{{{HostileLines.Times(71, $$$$"""> {"jsonrpc":"2.0","id":17,"method":"echo","params":["{{{{new string('x', 60_000)}}}}"]}""")}}}}
            < {"jsonrpc":"2.0","id":17,"error":{"code":-32053
            """, alive: false),
        HostileCase.Messages("calls whose answers nobody reads", $$$$"""
            {{{{HostileLines.Times(20, $$$$"""> {"jsonrpc":"2.0","id":1,"method":"echo","params":["{{{{new string('x', 60_000)}}}}"]}""")}}}}
            """, alive: false),
        HostileCase.Messages("three thousand calls at once", $$$$"""
            {{{{HostileLines.Times(3000, """> {"jsonrpc":"2.0","id":1,"method":"add","params":[1]}""")}}}}
            {{{{HostileLines.Times(3000, """< {"jsonrpc":"2.0","id":1,"result":2}""")}}}}
            """),
    ];
}
