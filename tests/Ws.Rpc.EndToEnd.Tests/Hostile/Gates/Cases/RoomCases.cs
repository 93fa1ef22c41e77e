using System;
using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates.Cases;

/// <summary>Rooms with names that are none, more rooms than there may be, and those who come when all is over.</summary>
internal static class RoomCases
{
    private static readonly (string Name, string Room, int Code)[] s_names =
    [
        ("empty", "\"\"", -32602),
        ("of 17 bytes", "\"12345678901234567\"", -32602),
        ("of 16 bytes and one more", "\"ééééééééx\"", -32602),
        ("of 4 emoji and a letter", "\"😀😀😀😀x\"", -32602),
        ("huge", $"\"{new string('x', 60_000)}\"", -32602),
        ("huge, escaped", $"\"{string.Concat(Enumerable.Repeat("\\u0078", 10_000))}\"", -32602),
        ("with a NUL", "\"a\\u0000\"", -32602),
        ("with a line end", "\"a\\r\\nb\"", -32602),
        ("with an escape", "\"\\u001b[31m\"", -32602),
        ("with DEL", "\"a\\u007f\"", -32602),
        ("with NEL", "\"a\\u0085\"", -32602),
        ("with half of a pair", "\"a\\ud800\"", -32602),
        ("with the other half", "\"\\udc00a\"", -32602),
        ("with a pair turned around", "\"\\udc00\\ud800\"", -32602),
        ("that is null", "null", -32602),
        ("that is a number", "1", -32602),
        ("that is an array", "[\"a\"]", -32602),
        ("that is an object", "{\"room\":\"a\"}", -32602),
    ];

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        .. s_names.Select(static bad => HostileCase.Messages($"a name {bad.Name}", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"join","params":[{{{{bad.Room}}}}]}
            < {"jsonrpc":"2.0","id":1,"error":{"code":{{{{bad.Code}}}}
            > {"jsonrpc":"2.0","id":2,"method":"crowd","params":["a"]}
            < {"jsonrpc":"2.0","id":2,"result":0}
            """)),
        .. new[] { "\"1234567890123456\"", "\"éééééééé\"", "\"😀😀😀😀\"", "\" \"", "\"__proto__\"", "\"*\"", "\"a\\u0301\"" }.Select(
            static (room, number) => HostileCase.Messages($"a name that is one {number}", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"join","params":[{{{{room}}}}]}
            < {"jsonrpc":"2.0","id":1,"result":null}
            > {"jsonrpc":"2.0","id":2,"method":"crowd","params":[{{{{room}}}}]}
            < {"jsonrpc":"2.0","id":2,"result":1}
            """)),
        .. s_names.Where(static bad => bad.Room[0] == '"' && !bad.Room.Contains("\\ud", StringComparison.Ordinal)).Select(
            static bad => HostileCase.Messages($"leaving and counting a room with a name {bad.Name}", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"leave","params":[{{{{bad.Room}}}}]}
            < {"jsonrpc":"2.0","id":1,"result":null}
            > {"jsonrpc":"2.0","id":2,"method":"crowd","params":[{{{{bad.Room}}}}]}
            < {"jsonrpc":"2.0","id":2,"result":0}
            """)),
        HostileCase.Messages("one room too many", $$$$"""
            {{{{HostileLines.Numbered(1, 3, """
            > {"jsonrpc":"2.0","id":#,"method":"join","params":["r#"]}
            < {"jsonrpc":"2.0","id":#,"result":null}
            """)}}}}
            > {"jsonrpc":"2.0","id":4,"method":"join","params":["r4"]}
            < {"jsonrpc":"2.0","id":4,"error":{"code":-32053
            > {"jsonrpc":"2.0","id":5,"method":"join","params":["r1"]}
            < {"jsonrpc":"2.0","id":5,"result":null}
            > {"jsonrpc":"2.0","id":6,"method":"leave","params":["r1"]}
            < {"jsonrpc":"2.0","id":6,"result":null}
            > {"jsonrpc":"2.0","id":7,"method":"join","params":["r4"]}
            < {"jsonrpc":"2.0","id":7,"result":null}
            """),
        HostileCase.Messages("a batch of rooms", $$$$"""
            > [{{{{string.Join(',', Enumerable.Range(1, 64).Select(static i => $$$"""{"jsonrpc":"2.0","id":{{{i}}},"method":"join","params":["r{{{i}}}"]}"""))}}}}]
            < [{"jsonrpc":"2.0","id":1,"result":null},{"jsonrpc":"2.0","id":2,"result":null},{"jsonrpc":"2.0","id":3,"result":null},{"jsonrpc":"2.0","id":4,"error":{"code":-32053
            """),
        HostileCase.Messages("two thousand rooms that nobody stays in", $$$$"""
            {{{{HostileLines.Numbered(1, 2000, """
            > {"jsonrpc":"2.0","id":1,"method":"join","params":["r#"]}
            > {"jsonrpc":"2.0","id":2,"method":"leave","params":["r#"]}
            < {"jsonrpc":"2.0","id":1,"result":null}
            < {"jsonrpc":"2.0","id":2,"result":null}
            """)}}}}
            """),
        HostileCase.Messages("two thousand rooms at once", $$$$"""
            {{{{HostileLines.Numbered(1, 2000, """> {"jsonrpc":"2.0","method":"join","params":["r#"]}""")}}}}
            ~
            """),
        HostileCase.Messages("rooms of somebody who does not wait", HostileLines.Numbered(
            1, 200, """> {"jsonrpc":"2.0","id":#,"method":"join","params":["r1"]}"""), alive: false),
        HostileCase.Messages("rooms of somebody who has said goodbye", """
            > {"jsonrpc":"2.0","id":1,"method":"joinLate","params":["late"]}
            > {"jsonrpc":"2.0","id":2,"method":"join","params":["early"]}
            < {"jsonrpc":"2.0","id":2,"result":null}
            # 88 82 00 00 00 00 03 e8
            x 1000
            """),
        HostileCase.Messages("rooms of somebody who is gone", $$$$"""
            {{{{HostileLines.Numbered(1, 10, """> {"jsonrpc":"2.0","id":#,"method":"joinLate","params":["late"]}""")}}}}
            > {"jsonrpc":"2.0","id":99,"method":"echo","params":["x"]}
            < {"jsonrpc":"2.0","id":99,"result":"x"}
            """, alive: false),
    ];
}
