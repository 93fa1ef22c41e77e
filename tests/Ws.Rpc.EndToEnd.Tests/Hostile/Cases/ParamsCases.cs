using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Arguments that do not fit the method (protocol section 3).</summary>
internal static class ParamsCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Messages("a name twice", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":{"left":1,"left":2}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("a name twice, once escaped", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":{"left":1,"l\u0065ft":2}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("a name in other case", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":{"Left":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("an unknown name twice", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":{"left":1,"x":[],"x":{}}}
            < {"jsonrpc":"2.0","id":1,"result":2}
            """),
        HostileCase.Messages("five thousand unknown names", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"add","params":{{{{{string.Concat(Enumerable.Range(0, 4000).Select(i => $"\"n{i}\":0,"))}}}}"left":1}}
            < {"jsonrpc":"2.0","id":1,"result":2}
            """),
        HostileCase.Messages("five thousand positions", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[{{{{string.Join(',', Enumerable.Repeat("1", 5000))}}}}]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("the rest, thirty thousand times", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"rest","params":[{{{{string.Join(',', Enumerable.Repeat("1", 30_000))}}}}]}
            < {"jsonrpc":"2.0","id":1,"result":30000}
            """),
        HostileCase.Messages("a rest that is not like the others", """
            > {"jsonrpc":"2.0","id":1,"method":"rest","params":[1,2,"3"]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("null where there is a default", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1,null]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("arguments for a method without any", """
            > {"jsonrpc":"2.0","id":1,"method":"fail","params":[1]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("an argument where the token is", """
            > {"jsonrpc":"2.0","id":1,"method":"wait","params":[{"isCancellationRequested":true}]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("a token by its name", """
            > {"jsonrpc":"2.0","id":1,"method":"wait","params":{"cancellationToken":{"isCancellationRequested":true}}}
            .
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            """),
        HostileCase.Messages("an object where a text is", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"echo","params":[{"{{{{HostileServer.Secret}}}}":[]}]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
        HostileCase.Messages("a misfit in a notification", $$$$"""
            > {"jsonrpc":"2.0","method":"note","params":["{{{{HostileServer.Secret}}}}"]}
            > {"jsonrpc":"2.0","method":"store","params":[{"a":"{{{{HostileServer.Secret}}}}"}]}
            > {"jsonrpc":"2.0","method":"put","params":[{"id":1,"text":{"{{{{HostileServer.Secret}}}}":1}}]}
            > {"jsonrpc":"2.0","method":"draw","params":[{"kind":"{{{{HostileServer.Secret}}}}"}]}
            """),
        HostileCase.Messages("a missing argument in a notification", """
            > {"jsonrpc":"2.0","method":"note"}
            > {"jsonrpc":"2.0","method":"note","params":{"Number":1}}
            """),
        HostileCase.Messages("arguments a level too deep for the reader", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"echo","params":[{{{{new string('[', 63)}}}}{{{{new string(']', 63)}}}}]}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("arguments at the last level", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"echo","params":[{{{{new string('[', 62)}}}}{{{{new string(']', 62)}}}}]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32602
            """),
    ];
}
