using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Arrays of messages (JSON-RPC 2.0 section 6, protocol section 4).</summary>
internal static class BatchCases
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"add","params":[1]}""";
    private const string Result = """{"jsonrpc":"2.0","id":1,"result":2}""";

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Messages("64 calls", $$$$"""
            > [{{{{Entries(64, Call)}}}}]
            < [{{{{Entries(64, Result)}}}}]
            """),
        HostileCase.Messages("65 notifications", $$$$"""
            > [{{{{Entries(65, """{"jsonrpc":"2.0","method":"note","params":[1]}""")}}}}]
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32010
            """),
        HostileCase.Messages("30000 empty arrays", $$$$"""
            > [{{{{Entries(30_000, "")}}}}]
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            > [{{{{Entries(20_000, "[]")}}}}]
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32010
            """),
        HostileCase.Messages("64 entries that are none", $$$$"""
            > [{{{{Entries(64, "0")}}}}]
            < [{"jsonrpc":"2.0","id":null,"error":{"code":-32600
            """),
        HostileCase.Messages("an array in an array in an array", """
            > [[[[]]]]
            < [{"jsonrpc":"2.0","id":null,"error":{"code":-32600
            """),
        HostileCase.Messages("only responses", """
            > [{"jsonrpc":"2.0","id":1,"result":1},{"jsonrpc":"2.0","id":-1,"error":{"code":1,"message":"x"}}]
            """),
        HostileCase.Messages("responses among calls", $$$$"""
            > [{"jsonrpc":"2.0","id":1,"result":1},{{{{Call}}}}]
            < [{{{{Result}}}}]
            """),
        HostileCase.Messages("an entry that never ends holds its batch only", $$$$"""
            > [{"jsonrpc":"2.0","id":2,"method":"wait"},{{{{Call}}}}]
            .
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}
            < [{{{{Result}}}},{"jsonrpc":"2.0","id":2,"error":{"code":-32800
            """),
        HostileCase.Messages("an entry that cancels one before it", """
            > [{"jsonrpc":"2.0","id":2,"method":"wait"},{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}]
            < [{"jsonrpc":"2.0","id":2,"error":{"code":-32800
            """),
        HostileCase.Messages("a stream that is pulled", """
            > [{"jsonrpc":"2.0","id":1,"method":"count","params":[2]}]
            < [{"jsonrpc":"2.0","id":1,"result":{"values":[0,1]}}]
            """),
        HostileCase.Messages("a stream that is pushed", """
            > [{"jsonrpc":"2.0","id":1,"method":"count","params":[2],"credit":5}]
            < [{"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("all methods of sessions", """
            > [{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1]}}]
            < [{"jsonrpc":"2.0","id":1,"error":{"code":-32600
            > [{"jsonrpc":"2.0","id":1,"method":"$/session/close","params":{}}]
            < [{"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("an entry that fails", """
            > [{"jsonrpc":"2.0","id":1,"method":"fail"},{"jsonrpc":"2.0","method":"fail"}]
            < [{"jsonrpc":"2.0","id":1,"error":{"code":-32603
            """, logsError: true),
        HostileCase.Messages("a batch cut in its last entry", $$$$"""
            > [{{{{Call}}}},{"jsonrpc":"2.0"
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("a thousand batches of notifications", $$$$"""
            {{{{HostileLines.Times(1000, "> [" + Entries(10, """{"jsonrpc":"2.0","method":"note","params":[1]}""") + "]")}}}}
            """),
    ];

    private static string Entries(int count, string entry) => string.Join(',', Enumerable.Repeat(entry, count));
}
