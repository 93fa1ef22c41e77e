using System.Collections.Generic;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Answers that nobody waits for, and wrong ones to what we asked; none is ever answered (protocol section 3).</summary>
internal static class ResponseCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Messages("to nothing", """
            > {"jsonrpc":"2.0","id":1,"result":1}
            > {"jsonrpc":"2.0","id":-1,"result":1}
            > {"jsonrpc":"2.0","id":-9223372036854775808,"result":1}
            > {"jsonrpc":"2.0","id":9223372036854775807,"result":1}
            > {"jsonrpc":"2.0","id":"x","result":1}
            > {"jsonrpc":"2.0","id":null,"result":1}
            > {"jsonrpc":"2.0","result":1}
            > {"jsonrpc":"2.0","id":1,"error":{}}
            > {"jsonrpc":"2.0","id":1,"error":null}
            > {"jsonrpc":"2.0","id":1,"error":5}
            > {"jsonrpc":"2.0","id":{},"result":1}
            > {"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1,"message":"x"}}
            """),
        HostileCase.Messages("ten thousand to nothing", $$$$"""
            {{{{HostileLines.Numbered(1, 10_000, """> {"jsonrpc":"2.0","id":-#,"result":1}""")}}}}
            """),
        Answered("twice", """{"jsonrpc":"2.0","id":-1,"result":5}""", """
            < {"jsonrpc":"2.0","id":1,"result":5}
            > {"jsonrpc":"2.0","id":-1,"result":6}
            """),
        Answered("of another type", """{"jsonrpc":"2.0","id":-1,"result":"five"}""", """
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            """, logsError: true),
        Answered("null where there is a value", """{"jsonrpc":"2.0","id":-1,"result":null}""", """
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            """, logsError: true),
        Answered("that is no JSON", """{"jsonrpc":"2.0","id":-1,"result":5,}""", """
            << {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            ~
            """, logsError: true),
        Answered("under the text of the id", """{"jsonrpc":"2.0","id":"-1","result":5}""", """
            .
            > {"jsonrpc":"2.0","id":-1,"result":6}
            < {"jsonrpc":"2.0","id":1,"result":6}
            """),
        Answered("under the id with a fraction", """{"jsonrpc":"2.0","id":-1.0,"result":5}""", """
            .
            > {"jsonrpc":"2.0","id":-1,"result":6}
            < {"jsonrpc":"2.0","id":1,"result":6}
            """),
        Answered("with an error of any code", """{"jsonrpc":"2.0","id":-1,"error":{"code":7,"message":"no","data":{"a":[1]}}}""", """
            < {"jsonrpc":"2.0","id":1,"error":{"code":7,"message":"no"
            """),
        Answered("with an error without a code", """{"jsonrpc":"2.0","id":-1,"error":{"message":"no"}}""", """
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            """),
        Answered("with an error whose code is a text", """{"jsonrpc":"2.0","id":-1,"error":{"code":"7","message":7}}""", """
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            """),
        Answered("with an error that is a text", """{"jsonrpc":"2.0","id":-1,"error":"no"}""", """
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            """),
        Answered("with an error of broken Unicode", """{"jsonrpc":"2.0","id":-1,"error":{"code":7,"message":"\ud800","data":"\udc00"}}""", """
            < {"jsonrpc":"2.0","id":1,"error":{"code":7
            """),
        Answered("with a stream where there is none", """{"jsonrpc":"2.0","id":-1,"result":{"token":1,"values":[1]}}""", """
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            """, logsError: true),
        Answered("of a method besides", """{"jsonrpc":"2.0","id":-1,"result":5,"method":"x"}""", """
            << {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            ~
            """, logsError: true),
        Answered("never", """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""", "."),
    ];

    private const string Asked = """
        > {"jsonrpc":"2.0","id":1,"method":"ask","params":["x"]}
        < {"jsonrpc":"2.0","id":-1,"method":"confirm","params":["x"]}
        """;

    private static HostileCase Answered(string name, string response, string then, bool logsError = false) =>
        HostileCase.Messages(name, $"{Asked}\n> {response}\n{then}", logsError);
}
