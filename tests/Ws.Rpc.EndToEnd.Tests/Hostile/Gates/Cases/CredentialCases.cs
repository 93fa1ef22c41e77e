using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates.Cases;

/// <summary>Fresh credentials that are somebody else's, or none at all (protocol section 8, <c>$/session/auth</c>).</summary>
internal static class CredentialCases
{
    private const string Open = """> {"jsonrpc":"2.0","id":0,"method":"$/session/open","params":{"versions":[1]}}""";
    private const string Opened = """< {"jsonrpc":"2.0","id":0,"result":{"version":1""";
    private const string Secret = """> {"jsonrpc":"2.0","id":2,"method":"secret","params":["mine"]}""";
    private const string Mine = """< {"jsonrpc":"2.0","id":2,"result":"mine"}""";
    private const string Rule = """> {"jsonrpc":"2.0","id":3,"method":"rule"}""";

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        Ann("another subject", $"{Auth(GateTokens.Bob)}\n{Refused(-32043)}\nx 4503", alive: false),
        Ann("another subject, and calls behind it", $"{Auth(GateTokens.Bob)}\n{Rule}\n<< {Error(1, -32043)}\nx 4503", alive: false),
        .. GateTokens.Unsigned.Select(static (token, number) =>
            Ann($"unsigned {number}", $"{Auth(token)}\n{Refused(-32041)}\n{Rule}\n< {Error(3, -32043)}")),
        .. new[] { "expired", "audience", "signature" }.Select(static kind =>
            Ann(kind, $"{Auth(GateTokens.Of(kind))}\n{Refused(-32041)}\n{Rule}\n< {Error(3, -32043)}\n{Secret}\n{Mine}")),
        Ann("stripped", $"{Auth(GateTokens.Stripped())}\n{Refused(-32041)}"),
        Ann("huge", $"{Auth(GateTokens.Remember(new string('x', 60_000)))}\n{Refused(-32041)}"),
        Ann("empty", $"{Auth("")}\n{Refused(-32041)}"),
        .. new[] { "\\u0000", "a\\r\\nX-User: admin", "\\u001b[31m", "a b", "Bearer x", "\\u00e9", "\\ud83d\\ude00", "a,b" }.Select(
            static (token, number) => Ann($"no token {number}", $"{Auth(token)}\n{Refused(-32041)}")),
        .. new[] { "null", "1", "true", "[]", "{}", "\"\\ud800\"", "1e400" }.Select(static token => Ann(
            $"no text: {token}", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"$/session/auth","params":{"token":{{{{token}}}}}}
            {{{{Refused(-32602)}}}}
            """)),
        .. new[] { "[]", "{}", "null", """["a","b"]""", """{"token":"a","token":"b"}""", """{"Token":"a"}""", """{"token":"a","t\u006fken":"b"}""" }
            .Select(static (arguments, number) => Ann($"wrong arguments {number}", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"$/session/auth","params":{{{{arguments}}}}}
            {{{{Refused(-32602)}}}}
            """)),
        Ann("in an escaped method", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"$\/session\/\u0061uth","params":["{{{{GateTokens.Stripped()}}}}"]}
            {{{{Refused(-32041)}}}}
            """),
        .. new[] { "$/session/Auth", "$/Session/auth", "$/session/auth ", "$/session//auth", "session/auth", "$/session/auth\\u0000" }.Select(
            static method => Ann($"in a method that is not it: {method}", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"{{{{method}}}}","params":["{{{{GateTokens.Admin}}}}"]}
            {{{{Refused(-32601)}}}}
            {{{{Rule}}}}
            < {{{{Error(3, -32043)}}}}
            """)),
        Ann("as a notification", $$$$"""
            > {"jsonrpc":"2.0","method":"$/session/auth","params":["{{{{GateTokens.Admin}}}}"]}
            {{{{Rule}}}}
            < {{{{Error(3, -32043)}}}}
            """),
        Ann("in a batch", $$$$"""
            > [{"jsonrpc":"2.0","id":1,"method":"$/session/auth","params":["{{{{GateTokens.Admin}}}}"]},{"jsonrpc":"2.0","id":3,"method":"rule"}]
            < [{"jsonrpc":"2.0","id":1,"error":{"code":-32600
            {{{{Rule}}}}
            < {{{{Error(3, -32043)}}}}
            """),
        Ann("the same subject, as somebody greater", $$$$"""
            {{{{Auth(GateTokens.Admin)}}}}
            < {"jsonrpc":"2.0","id":1,"result":{"expiresIn":
            {{{{Rule}}}}
            < {"jsonrpc":"2.0","id":3,"result":1}
            {{{{Auth(GateTokens.Right)}}}}
            < {"jsonrpc":"2.0","id":1,"result":{"expiresIn":
            {{{{Rule}}}}
            < {{{{Error(3, -32043)}}}}
            """),
        Ann("a flood of bad ones", $"{HostileLines.Times(500, Auth(GateTokens.Stripped()))}\n~"),
        Ann("a flood of huge ones", $"{HostileLines.Times(50, Auth(GateTokens.Remember(new string('y', 60_000))))}\n~"),
        Ann("a flood of bad ones, and another subject behind", $$$$"""
            {{{{HostileLines.Times(200, Auth(GateTokens.Unsigned[0]))}}}}
            {{{{Rule}}}}
            << {{{{Error(3, -32043)}}}}
            ~
            """),
        Ann("a flood of right ones, and then gone", HostileLines.Times(200, Auth(GateTokens.Right)), alive: false),
        Case("before the session is open", GateTokens.Right, $"{Auth(GateTokens.Admin)}\n{Refused(-32600)}\n{Rule}\n< {Error(3, -32043)}"),
        HostileCase.Messages("of somebody who came without any", $$$$"""
            {{{{Open}}}}
            {{{{Opened}}}}
            {{{{Auth(GateTokens.Admin)}}}}
            {{{{Refused(-32601)}}}}
            {{{{Rule}}}}
            < {{{{Error(3, -32041)}}}}
            """),
    ];

    private static HostileCase Ann(string name, string script, bool alive = true) =>
        Case(name, GateTokens.Right, $"{Open}\n{Opened}\n{script}", alive);

    private static HostileCase Case(string name, string token, string script, bool alive = true) =>
        HostileCase.Messages(name, script, alive: alive) with { Path = "/locked", Headers = $"Authorization: Bearer {token}\n" };

    private static string Auth(string token) =>
        $$$$"""> {"jsonrpc":"2.0","id":1,"method":"$/session/auth","params":{"token":"{{{{token}}}}"}}""";

    private static string Refused(int code) => "< " + Error(1, code);

    private static string Error(int id, int code) => $$$$"""{"jsonrpc":"2.0","id":{{{{id}}}},"error":{"code":{{{{code}}}}""";
}
