using System.Collections.Generic;
using System.Text;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Pings, pongs and closes as they must not be, or as nobody sends them (RFC 6455 sections 5.5 and 7.4).</summary>
internal static class ControlFrameCases
{
    // RFC 6455 section 8.1 has a code for what is not UTF-8; the framework answers with that of any other violation.
    private const string NotText = Framed.IsFrameworks ? "x 1002" : "x 1007";

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Bytes(
            "a ping with the longest payload",
            HostileFrame.Of(HostileFrame.Ping, new string('p', 125)), "p " + new string('p', 125)),
        HostileCase.Bytes("a ping that is too long", HostileFrame.Of(HostileFrame.Ping, new string('p', 126)), "x 1002"),
        HostileCase.Bytes("a pong that is too long", HostileFrame.Of(HostileFrame.Pong, new string('p', 126)), "x 1002"),
        HostileCase.Bytes("a close that is too long", HostileFrame.Close(1000, new byte[124]), "x 1002"),
        HostileCase.Bytes("a fragmented ping", HostileFrame.Of(HostileFrame.Ping, "a", fin: false), "x 1002"),
        HostileCase.Bytes("a fragmented pong", HostileFrame.Of(HostileFrame.Pong, "a", fin: false), "x 1002"),
        HostileCase.Bytes("a fragmented close", HostileFrame.Of(HostileFrame.CloseOpcode, [3, 232], fin: false), "x 1002"),
        HostileCase.Bytes("a ping of a declared 2^62 bytes", HostileFrame.Head(HostileFrame.Ping, 1L << 62), "x 1002"),
        HostileCase.Bytes("a pong that nobody asked for", HostileFrame.Of(HostileFrame.Pong, "unasked"), "."),
        HostileCase.Bytes("a thousand pongs", HostileFrame.Repeat(HostileFrame.Of(HostileFrame.Pong, []), 1000), "."),
        HostileCase.Bytes("a close without a code", HostileFrame.Of(HostileFrame.CloseOpcode, []), "x 1000"),
        HostileCase.Bytes("a close of one byte", HostileFrame.Of(HostileFrame.CloseOpcode, [3]), "x 1002"),
        HostileCase.Bytes("close code 0", HostileFrame.Close(0, []), "x 1002"),
        HostileCase.Bytes("close code 999", HostileFrame.Close(999, []), "x 1002"),
        HostileCase.Bytes("close code 1004", HostileFrame.Close(1004, []), "x 1002"),
        HostileCase.Bytes("close code 1005", HostileFrame.Close(1005, []), "x 1002"),
        HostileCase.Bytes("close code 1006", HostileFrame.Close(1006, []), "x 1002"),
        HostileCase.Bytes("close code 1015", HostileFrame.Close(1015, []), "x 1002"),
        HostileCase.Bytes("close code 2999", HostileFrame.Close(2999, []), "x 1002"),
        HostileCase.Bytes("close code 5000", HostileFrame.Close(5000, []), "x 1002"),
        HostileCase.Bytes("close code 65535", HostileFrame.Close(65535, []), "x 1002"),
        HostileCase.Bytes("close code 3000", HostileFrame.Close(3000, []), "x 3000"),
        HostileCase.Bytes("close code 4999", HostileFrame.Close(4999, "bye"u8.ToArray()), "x 4999"),
        HostileCase.Bytes("a close whose reason is not UTF-8", HostileFrame.Close(1000, [0xC3, 0x28]), NotText),
        HostileCase.Bytes(
            "a call behind the close",
            [
                .. HostileFrame.Close(1000, []),
                .. HostileFrame.Text("""{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]}"""),
            ],
            """
            x 1000
            x
            """),
        HostileCase.Bytes(
            "two closes",
            [.. HostileFrame.Close(1000, []), .. HostileFrame.Close(4000, [])],
            """
            x 1000
            x
            """),
        HostileCase.Bytes(
            "a close in the middle of a message",
            [
                .. HostileFrame.Of(HostileFrame.TextOpcode, "{", fin: false),
                .. HostileFrame.Close(1000, Encoding.UTF8.GetBytes("bye")),
            ],
            "x 1000"),
        HostileCase.Bytes(
            "a hundred pings at once",
            HostileFrame.Repeat(HostileFrame.Of(HostileFrame.Ping, "p"), 100),
            HostileLines.Times(100, "p p")),
    ];
}
