using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Messages that are JSON, or nearly, and no request (protocol section 3).</summary>
internal static class EnvelopeCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Messages("depth 64 beside the members", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"echo","params":["x"],"extra":{{{{Nested(63)}}}}}
            < {"jsonrpc":"2.0","id":1,"result":"x"}
            """),
        HostileCase.Messages("depth 65 beside the members", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"echo","params":["x"],"extra":{{{{Nested(64)}}}}}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("depth 30000 that is never closed", $$$$"""
            > {{{{new string('[', 30_000)}}}}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("depth 30000 of objects", $$$$"""
            > {{{{string.Concat(Enumerable.Repeat("{\"a\":", 10_000))}}}}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("ten thousand members", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]{{{{string.Concat(Enumerable.Range(0, 5000).Select(i => $",\"m{i}\":{i}"))}}}}}
            < {"jsonrpc":"2.0","id":1,"result":"x"}
            """),
        HostileCase.Messages("the same unknown member a thousand times", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]{{{{string.Concat(Enumerable.Repeat(",\"m\":1", 1000))}}}}}
            < {"jsonrpc":"2.0","id":1,"result":"x"}
            """),
        HostileCase.Messages("the method again, its name escaped", """
            > {"jsonrpc":"2.0","id":1,"method":"echo","\u006dethod":"fail","params":["x"]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("params twice", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1,2],"params":[3,4]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("params twice, the second escaped", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1,2],"p\u0061rams":[3,4]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("the version twice", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1,2],"jsonrpc":"2.0"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("trace context twice", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1,2],"traceparent":"a","traceparent":"b"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("members in other case", """
            > {"JSONRPC":"2.0","ID":1,"Method":"add","Params":[1,2]}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32600
            """),
        HostileCase.Messages("version 2.1", """
            > {"jsonrpc":"2.1","id":1,"method":"add","params":[1,2]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("an object as the version", """
            > {"jsonrpc":{"2":"0"},"id":1,"method":"add","params":[1,2]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("a method of 257 bytes", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"{{{{new string('m', 257)}}}}"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("a method of 60000 bytes in escapes", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"{{{{string.Concat(Enumerable.Repeat("\\u006d", 10_000))}}}}"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("an empty method", """
            > {"jsonrpc":"2.0","id":1,"method":""}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            """),
        HostileCase.Messages("methods that every object has", """
            > {"jsonrpc":"2.0","id":1,"method":"ToString"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            > {"jsonrpc":"2.0","id":1,"method":"dispose"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            > {"jsonrpc":"2.0","id":1,"method":"onConnected"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            > {"jsonrpc":"2.0","id":1,"method":"__proto__"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            """),
        HostileCase.Messages("a callback of the client's own contract", """
            > {"jsonrpc":"2.0","id":1,"method":"confirm","params":["x"]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            """),
        HostileCase.Messages("a comment", """
            > {"jsonrpc":"2.0","id":1,/* x */"method":"add","params":[1,2]}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("a comma too many", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1,2],}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("a comma too many in the arguments", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1,2,]}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("brackets that do not match", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1,2}]
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("JSON5", """
            > {jsonrpc:'2.0',id:1,method:'add',params:[1,2]}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("NaN", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[NaN,2]}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("three messages in a row that are no JSON", """
            > {
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            > }
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            > ]
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            x 4500
            """),
        HostileCase.Messages("two messages that are no JSON, again and again", """
            > {
            > }
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            .
            > {
            > }
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("a handler that fails", """
            > {"jsonrpc":"2.0","id":1,"method":"fail"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32603
            """, logsError: true),
        HostileCase.Messages("a notification whose handler fails", """
            > {"jsonrpc":"2.0","method":"fail"}
            """, logsError: true),
    ];

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
