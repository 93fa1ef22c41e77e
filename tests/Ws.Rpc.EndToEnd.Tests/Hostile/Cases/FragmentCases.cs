using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Messages in pieces (RFC 6455 section 5.4).</summary>
internal static class FragmentCases
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]}""";
    private const string Answer = """< {"jsonrpc":"2.0","id":1,"result":"x"}""";

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Bytes("a continuation of nothing", HostileFrame.Of(HostileFrame.Continuation, "x"), "x 1002"),
        HostileCase.Bytes(
            "an unfinished continuation of nothing",
            HostileFrame.Of(HostileFrame.Continuation, "x", fin: false), "x 1002"),
        HostileCase.Bytes("a continuation behind a whole message", HostileFrame.Text(Call), $"""
            {Answer}
            # 80 80 11 22 33 44
            x 1002
            """),
        HostileCase.Bytes(
            "a text inside a text",
            [.. HostileFrame.Of(HostileFrame.TextOpcode, "{", fin: false), .. HostileFrame.Text(Call)],
            "x 1002"),
        HostileCase.Bytes(
            "a binary inside a text",
            [.. HostileFrame.Of(HostileFrame.TextOpcode, "{", fin: false), .. HostileFrame.Of(HostileFrame.Binary, "}")],
            "x 1002"),
        HostileCase.Bytes("one byte each", In(Call.Length), Answer),
        HostileCase.Bytes(
            "empty fragments between",
            In(Call.Length, HostileFrame.Of(HostileFrame.Continuation, [], fin: false)), Answer),
        HostileCase.Bytes("pings between", In(3, HostileFrame.Of(HostileFrame.Ping, "p")), $"p p\np p\n{Answer}"),
        HostileCase.Bytes("pongs between", In(3, HostileFrame.Of(HostileFrame.Pong, "p")), Answer),
        HostileCase.Bytes(
            "only empty fragments",
            [
                .. HostileFrame.Of(HostileFrame.TextOpcode, [], fin: false),
                .. HostileFrame.Repeat(HostileFrame.Of(HostileFrame.Continuation, [], fin: false), 100),
                .. HostileFrame.Of(HostileFrame.Continuation, []),
            ],
            """
            < {"jsonrpc":"2.0","id":null,"error":{"code":-32700
            """),
        HostileCase.Bytes(
            "20000 empty fragments and a call",
            [
                .. HostileFrame.Of(HostileFrame.TextOpcode, [], fin: false),
                .. HostileFrame.Repeat(HostileFrame.Of(HostileFrame.Continuation, [], fin: false), 20_000),
                .. HostileFrame.Of(HostileFrame.Continuation, Call),
            ],
            "x 1008"),
        HostileCase.Bytes(
            "60000 fragments of one byte",
            [
                .. HostileFrame.Of(HostileFrame.TextOpcode, " ", fin: false),
                .. HostileFrame.Repeat(HostileFrame.Of(HostileFrame.Continuation, " ", fin: false), 60_000),
                .. HostileFrame.Of(HostileFrame.Continuation, Call),
            ],
            Answer),
        HostileCase.Bytes(
            "fragments that are too long together",
            [
                .. HostileFrame.Of(HostileFrame.TextOpcode, " ", fin: false),
                .. HostileFrame.Repeat(HostileFrame.Of(HostileFrame.Continuation, new string(' ', 1000), fin: false), 70),
            ],
            "x 1009"),
        HostileCase.Bytes(
            "a last fragment that lies about its length",
            [
                .. HostileFrame.Of(HostileFrame.TextOpcode, "{", fin: false),
                .. HostileFrame.Head(HostileFrame.Continuation, 1L << 40),
                .. new byte[HostileServer.MaxMessageBytes + 1],
            ],
            "x 1009"),
        HostileCase.Bytes(
            "RSV1 on a continuation",
            [
                .. HostileFrame.Of(HostileFrame.TextOpcode, "{", fin: false),
                .. HostileFrame.Of(HostileFrame.Continuation, [125], reserved: 4),
            ],
            "x 1002"),
        HostileCase.Bytes(
            "an unmasked continuation",
            [
                .. HostileFrame.Of(HostileFrame.TextOpcode, "{", fin: false),
                .. HostileFrame.Of(HostileFrame.Continuation, Encoding.UTF8.GetBytes(Call), masked: false),
            ],
            "x 1002"),
    ];

    // The call in so many parts, with something between them.
    private static byte[] In(int parts, params byte[] between)
    {
        byte[][] pieces = [.. Encoding.UTF8.GetBytes(Call).Chunk((Call.Length + parts - 1) / parts)];
        return
        [
            .. pieces.SelectMany((piece, i) => (byte[])
            [
                .. i == 0 ? [] : between,
                .. HostileFrame.Of(i == 0 ? HostileFrame.TextOpcode : HostileFrame.Continuation, piece, i == pieces.Length - 1),
            ]),
        ];
    }
}
