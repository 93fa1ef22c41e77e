using System;
using System.Linq;
using System.Text;
using CsCheck;

namespace Ws.Rpc.Tests.Fuzz;

/// <summary>Valid messages to the twin, and what becomes of them when they are cut, patched and spoilt.</summary>
internal static class FuzzMessages
{
    private static readonly byte[][] s_valid = [.. ((string[])
    [
        """{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2]}""",
        """{"jsonrpc":"2.0","id":"a\u0041","method":"add","params":{"left":1,"right":2}}""",
        """{"jsonrpc":"2.0","id":-7,"method":"echo","params":["text \u00e9\ud83d\ude00"]}""",
        """{"jsonrpc":"2.0","id":2,"method":"find","params":[]}""",
        """{"jsonrpc":"2.0","id":2,"method":"find","params":null}""",
        """{"jsonrpc":"2.0","id":3,"method":"save","params":[{"id":1,"text":"a"}]}""",
        """{"jsonrpc":"2.0","id":4,"method":"load","params":[1,2,"Careful"]}""",
        """{"jsonrpc":"2.0","id":4,"method":"load","params":{"id":1,"mode":1,"revision":null}}""",
        """{"jsonrpc":"2.0","id":5,"method":"sum","params":[1,2,3,4,5]}""",
        """{"jsonrpc":"2.0","id":5,"method":"join","params":["-",{"id":1,"text":"a"},{"id":2,"text":"b"}]}""",
        """{"jsonrpc":"2.0","method":"poke","params":["x"]}""",
        """{"jsonrpc":"2.0","id":6,"method":"import","params":["file",{"token":1}]}""",
        """{"jsonrpc":"2.0","id":6,"method":"count","params":["left",7]}""",
        """{"jsonrpc":"2.0","id":7,"method":"list","params":[3]}""",
        """{"jsonrpc":"2.0","id":7,"method":"list","params":[3],"credit":5,"after":"c"}""",
        """{"jsonrpc":"2.0","id":8,"method":"total","params":[{"values":[1,2,3]}]}""",
        """{"jsonrpc":"2.0","id":8,"method":"total","params":[{"token":9,"push":true,"values":[1]}]}""",
        """{"jsonrpc":"2.0","id":9,"method":"get_data","traceparent":"00-1-2-01","tracestate":"x"}""",
        """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""",
        """{"jsonrpc":"2.0","method":"$/progress","params":{"token":1,"value":{"id":1,"text":"a"}}}""",
        """{"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[1,2],"cursor":"c","done":true}}""",
        """{"jsonrpc":"2.0","method":"$/credit","params":{"id":7,"n":5}}""",
        """{"jsonrpc":"2.0","id":10,"method":"$/enumerator/next","params":{"token":1}}""",
        """{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}""",
        """{"jsonrpc":"2.0","id":11,"method":"$/session/open","params":{"versions":[1],"calls":true}}""",
        """{"jsonrpc":"2.0","id":-1,"result":{"a":[1,null]}}""",
        """{"jsonrpc":"2.0","id":-1,"error":{"code":1,"message":"x","data":{}}}""",
        """[{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2]},{"jsonrpc":"2.0","method":"poke","params":["x"]}]""",
    ]).Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] s_pieces = [.. ((string[])
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0069", "\\ud800", "null", "true", "1e400", "-0", "1.5", "99999999999999999999",
        "\"id\":", "\"id\":1,", "\"method\":\"add\",", "\"params\":[],", "\"result\":1,", "\"credit\":0,", "\"token\":1,", " ", "\n", "\0",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "{\"a\":", "\u00e9", "$/", "/*", "\uFEFF",
    ]).Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3], [0xED, 0xA0, 0x80]];

    private static readonly Gen<(int Kind, double From, double Length, byte[] Piece)> s_edit = Gen.Select(
        Gen.Int[0, 5], Gen.Double.Unit, Gen.Double.Unit, Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]));

    private static readonly Gen<byte[]> s_other = Gen.Int[0, s_valid.Length - 1].Select(i => s_valid[i]);

    /// <summary>A message, spoilt in up to four places.</summary>
    public static Gen<byte[]> All { get; } = Gen.Select(s_other, s_other, s_edit.Array[0, 4]).Select(
        (message, other, edits) => edits.Aggregate(message, (bytes, edit) => Spoil(bytes, other, edit)));

    private static byte[] Spoil(byte[] bytes, byte[] other, (int Kind, double From, double Length, byte[] Piece) edit)
    {
        int from = (int)(edit.From * bytes.Length);
        int to = Math.Min(bytes.Length, from + 1 + (int)(edit.Length * 12));
        return edit.Kind switch
        {
            0 => [.. bytes[..from], .. edit.Piece, .. bytes[from..]],
            1 => [.. bytes[..from], .. edit.Piece, .. bytes[to..]],
            2 => [.. bytes[..from], .. bytes[to..]],
            3 => [.. bytes[..to], .. bytes[from..]],
            4 => [.. bytes[..from], .. other[(int)(edit.Length * other.Length)..]],
            _ => edit.Length < 0.2 ? bytes[..from] : bytes,
        };
    }
}
