using System.Collections.Generic;
using System.Linq;
using System.Text;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Frames whose heads are wrong, or lie (RFC 6455 section 5.2).</summary>
internal static class FrameCases
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]}""";

    // RFC 6455 section 5.2 demands the shortest form; the framework takes any.
    private const string ShortLength = Framed.IsFrameworks
        ? """
            < {"jsonrpc":"2.0","id":1,"result":"x"}
            """
        : "x 1002";

    private static readonly byte[] s_call = Encoding.UTF8.GetBytes(Call);

    private static readonly byte[] s_spaces = HostileFrame.Masked([.. Enumerable.Repeat((byte)' ', 70_000)]);

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Bytes("unmasked text", HostileFrame.Of(HostileFrame.TextOpcode, s_call, masked: false), "x 1002"),
        HostileCase.Bytes(
            "unmasked empty text",
            [.. HostileFrame.Of(HostileFrame.TextOpcode, [], masked: false), .. s_call], "x 1002"),
        HostileCase.Bytes(
            "unmasked close",
            [.. HostileFrame.Of(HostileFrame.CloseOpcode, [3, 232], masked: false), .. s_call], "x 1002"),
        HostileCase.Bytes("RSV1", HostileFrame.Of(HostileFrame.TextOpcode, s_call, reserved: 4), "x 1002"),
        HostileCase.Bytes("RSV2", HostileFrame.Of(HostileFrame.TextOpcode, s_call, reserved: 2), "x 1002"),
        HostileCase.Bytes("RSV3", HostileFrame.Of(HostileFrame.TextOpcode, s_call, reserved: 1), "x 1002"),
        HostileCase.Bytes("all RSV on a ping", HostileFrame.Of(HostileFrame.Ping, [], reserved: 7), "x 1002"),
        HostileCase.Bytes("opcode 3", HostileFrame.Of(3, s_call), "x 1002"),
        HostileCase.Bytes("opcode 7", HostileFrame.Of(7, []), "x 1002"),
        HostileCase.Bytes("opcode 11", HostileFrame.Of(11, []), "x 1002"),
        HostileCase.Bytes("opcode 15", HostileFrame.Of(15, s_call), "x 1002"),
        HostileCase.Bytes("opcode 3 in fragments", HostileFrame.Of(3, s_call, fin: false), "x 1002"),
        HostileCase.Bytes("binary", HostileFrame.Of(HostileFrame.Binary, s_call), "x 1003"),
        HostileCase.Bytes("empty binary", HostileFrame.Of(HostileFrame.Binary, []), "x 1003"),
        HostileCase.Bytes("binary that is never finished", HostileFrame.Of(HostileFrame.Binary, s_call, fin: false), "x 1003"),
        HostileCase.Bytes("a length of 2^62", [.. HostileFrame.Head(HostileFrame.TextOpcode, 1L << 62), .. s_spaces], "x 1009"),
        HostileCase.Bytes(
            "a length of 2^63",
            HostileFrame.Head(HostileFrame.TextOpcode, long.MinValue, lengthBytes: 8), "x 1002"),
        HostileCase.Bytes("a length of 2^64-1", HostileFrame.Head(HostileFrame.TextOpcode, -1, lengthBytes: 8), "x 1002"),
        HostileCase.Bytes("a length of 2^31", [.. HostileFrame.Head(HostileFrame.TextOpcode, 1L << 31), .. s_spaces], "x 1009"),
        HostileCase.Bytes(
            "one byte too many",
            HostileFrame.Of(HostileFrame.TextOpcode, new string(' ', HostileServer.MaxMessageBytes + 1)),
            "x 1009"),
        HostileCase.Bytes(
            "a short length in 2 bytes",
            [.. HostileFrame.Head(HostileFrame.TextOpcode, s_call.Length, lengthBytes: 2), .. HostileFrame.Masked(s_call)],
            ShortLength),
        HostileCase.Bytes(
            "a short length in 8 bytes",
            [.. HostileFrame.Head(HostileFrame.TextOpcode, s_call.Length, lengthBytes: 8), .. HostileFrame.Masked(s_call)],
            ShortLength),
        HostileCase.Bytes("HTTP instead of frames", "GET /hub HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), "x 1002"),
        HostileCase.Bytes("0xFF without end", [.. Enumerable.Repeat((byte)0xFF, 100_000)], "x 1002"),
        HostileCase.Bytes("a bad frame behind a call", HostileFrame.Text(Call), """
            < {"jsonrpc":"2.0","id":1,"result":"x"}
            # 83 80 11 22 33 44
            x 1002
            """),
        HostileCase.Bytes("a call behind a bad frame", [.. HostileFrame.Of(3, []), .. HostileFrame.Text(Call)], "x 1002"),
        Cut("a frame after its first byte", [0x81]),
        Cut("a frame in its mask", [0x81, 0x85, 1]),
        Cut("a frame before its payload", HostileFrame.Head(HostileFrame.TextOpcode, 100)),
        Cut("a frame in its payload", [.. HostileFrame.Head(HostileFrame.TextOpcode, 100), 1, 2, 3]),
        Cut("a frame in its short length", [0x81, 0xFE, 1]),
        Cut("a frame in its long length", [0x81, 0xFF, 0, 0, 0]),
        Cut("a message after its first fragment", HostileFrame.Of(HostileFrame.TextOpcode, s_call, fin: false)),
        Cut("a close frame", HostileFrame.Of(HostileFrame.CloseOpcode, [3, 232])[..3]),
        Cut("a call that waits", HostileFrame.Text("""{"jsonrpc":"2.0","id":1,"method":"wait"}""")),
    ];

    // TCP ends in the middle, and nobody is left to hear of it.
    private static HostileCase Cut(string what, byte[] bytes) =>
        new("cut: " + what, [new HostileStep(HostileStepKind.Send, bytes)]);
}
