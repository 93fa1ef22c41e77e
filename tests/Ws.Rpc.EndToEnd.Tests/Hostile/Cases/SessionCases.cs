using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Opening a session in ways that are none, and methods that are reserved (protocol section 8).</summary>
internal static class SessionCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        Open("no versions", "{}", -32602),
        Open("versions that are no array", """{"versions":1}""", -32602),
        Open("versions that are no numbers", """{"versions":["1"]}""", -32602),
        Open("a version with a fraction", """{"versions":[1.5]}""", -32602),
        Open("versions twice", """{"versions":[1],"versions":[1]}""", -32602),
        Open("calls that are no choice", """{"versions":[1],"calls":"yes"}""", -32602),
        Open("versions that nobody serves", """{"versions":[0,2,-1,2147483647]}""", -32057),
        Open("no version at all", """{"versions":[]}""", -32057),
        HostileCase.Messages("ten thousand versions", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[{{{{string.Join(',', Enumerable.Range(1, 10_000))}}}}]}}
            < {{{{Opened}}}}
            """),
        HostileCase.Messages("a resume that nobody offered", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1],"resume":{"token":"{{{{HostileServer.Secret}}}}","received":-1}}}
            < {{{{Opened}}}}
            """),
        HostileCase.Messages("strange wishes", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1],"agent":{"a":[]},"heartbeat":-1e400}}
            < {{{{Opened}}}}
            """),
        HostileCase.Messages("as a notification", """
            > {"jsonrpc":"2.0","method":"$/session/open","params":{"versions":[1]}}
            """),
        HostileCase.Messages("a refused one, and then a good one", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[7]}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32057
            > {"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1]}}
            < {{{{Opened}}}}
            """),
        HostileCase.Messages("a hundred times", $$$$"""
            {{{{HostileLines.Times(100, """> {"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1]}}""")}}}}
            < {{{{Opened}}}}
            {{{{HostileLines.Times(99, """< {"jsonrpc":"2.0","id":1,"error":{"code":-32600""")}}}}
            """),
        HostileCase.Messages("methods of a session that is not open", """
            > {"jsonrpc":"2.0","method":"$/session/ack","params":{"received":9223372036854775807}}
            > {"jsonrpc":"2.0","method":"$/session/ping","params":{"received":-1}}
            > {"jsonrpc":"2.0","method":"$/session/close","params":{"reason":"x"}}
            > {"jsonrpc":"2.0","id":1,"method":"$/session/auth","params":{"token":"x"}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            """),
        HostileCase.Messages("reserved names", """
            > {"jsonrpc":"2.0","id":1,"method":"$/"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            > {"jsonrpc":"2.0","id":1,"method":"$/invokeProxy/0/x","params":[]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            > {"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1}}
            > {"jsonrpc":"2.0","id":1,"method":"rpc.on"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            > {"jsonrpc":"2.0","id":1,"method":"$\/session/open\u0000"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            """),
        HostileCase.Messages("a client that answers no calls, and is asked", """
            > {"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1],"calls":false}}
            << {"jsonrpc":"2.0","id":1,"result":{"version":1
            > {"jsonrpc":"2.0","id":2,"method":"ask","params":["x"]}
            < {"jsonrpc":"2.0","id":2,"error":{"code":-32053
            """),
    ];

    private const string Opened = """{"jsonrpc":"2.0","id":1,"result":{"version":1,"connection":"c_""";

    private static HostileCase Open(string name, string arguments, int code) => HostileCase.Messages(name, $$$$"""
        > {"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{{{{arguments}}}}}
        < {"jsonrpc":"2.0","id":1,"error":{"code":{{{{code}}}}
        """);
}
