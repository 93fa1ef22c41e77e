using System.Collections.Generic;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Bytes that are not UTF-8, whole and in fragments (RFC 6455 section 8.1), and escapes that are not Unicode.</summary>
internal static class TextCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        Bad("a lone continuation byte", [0x80]),
        Bad("an overlong slash", [0xC0, 0xAF]),
        Bad("an overlong NUL", [0xC0, 0x80]),
        Bad("an overlong form of three bytes", [0xE0, 0x80, 0xAF]),
        Bad("a surrogate", [0xED, 0xA0, 0x80]),
        Bad("a pair of surrogates", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]),
        Bad("beyond U+10FFFF", [0xF4, 0x90, 0x80, 0x80]),
        Bad("a form of five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]),
        Bad("0xFE", [0xFE]),
        Bad("a character cut by a quote", [0xE2, 0x82]),
        HostileCase.Bytes(
            "a character that is never finished",
            HostileFrame.Of(HostileFrame.TextOpcode, [(byte)'"', 0xE2, 0x82]),
            "x 1007"),
        HostileCase.Bytes(
            "a character cut between fragments",
            [
                .. HostileFrame.Of(HostileFrame.TextOpcode, [.. Head, 0xE2], fin: false),
                .. HostileFrame.Of(HostileFrame.Continuation, [0x82], fin: false),
                .. HostileFrame.Of(HostileFrame.Continuation, [0xAC, .. Tail]),
            ],
            """
            < {"jsonrpc":"2.0","id":1,"result":"\u20AC"}
            """),
        HostileCase.Bytes(
            "a character cut between fragments, and never finished",
            [
                .. HostileFrame.Of(HostileFrame.TextOpcode, [.. Head, 0xE2], fin: false),
                .. HostileFrame.Of(HostileFrame.Continuation, [0x82], fin: false),
                .. HostileFrame.Of(HostileFrame.Continuation, [.. Tail]),
            ],
            "x 1007"),
        HostileCase.Bytes(
            "a bad byte in the second fragment",
            [
                .. HostileFrame.Of(HostileFrame.TextOpcode, [.. Head], fin: false),
                .. HostileFrame.Of(HostileFrame.Continuation, [0xFF, .. Tail]),
            ],
            "x 1007"),
        HostileCase.Messages("a lone surrogate in a method", """
            > {"jsonrpc":"2.0","id":1,"method":"\ud800"}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
            """),
        HostileCase.Messages("a lone surrogate in a member", """
            > {"jsonrpc":"2.0","id":1,"method":"echo","\ud800":1,"params":["x"]}
            < {"jsonrpc":"2.0","id":1,"result":"x"}
            """),
        HostileCase.Messages("a lone surrogate in an id", """
            > {"jsonrpc":"2.0","id":"\ud800","method":"echo","params":["x"]}
            < {"jsonrpc":"2.0","id":"\ud800","result":"x"}
            """),
        HostileCase.Messages("an escaped NUL", """
            > {"jsonrpc":"2.0","id":1,"method":"echo","params":["\u0000"]}
            < {"jsonrpc":"2.0","id":1,"result":"\u0000"}
            """),
        HostileCase.Messages("a bare control character", """
            > {"jsonrpc":"2.0","id":1,"method":"echo","params":["
            """ + "\u0001\"]}\n" + """
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("a bad escape", """
            > {"jsonrpc":"2.0","id":1,"method":"echo","params":["\x"]}
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Messages("a noncharacter", """
            > {"jsonrpc":"2.0","id":1,"method":"echo","params":["\uffff"]}
            < {"jsonrpc":"2.0","id":1,"result":"
            """),
    ];

    private static byte[] Head => """{"jsonrpc":"2.0","id":1,"method":"echo","params":[" """u8[..^1].ToArray();

    private static byte[] Tail => "\"]}"u8.ToArray();

    private static HostileCase Bad(string name, byte[] bytes) =>
        HostileCase.Bytes(name, HostileFrame.Of(HostileFrame.TextOpcode, [.. Head, .. bytes, .. Tail]), "x 1007");
}
