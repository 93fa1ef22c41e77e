using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Servers;

/// <summary>Servers that answer what they like, and to what they like.</summary>
internal static class ServerCases
{
    private const string Protocol = nameof(RpcProtocolException);
    private const string Connection = nameof(RpcConnectionException);
    private const string Error = nameof(RpcException);

    private static readonly string s_echo =
        ServerCase.Opened + """< {"jsonrpc":"2.0","id":2,"method":"echo","params":["x"]}""" + "\n";
    private static readonly string s_count =
        ServerCase.Opened + """< {"jsonrpc":"2.0","id":2,"method":"count","params":[9],"credit":64}""" + "\n";
    private static readonly string s_total =
        ServerCase.Opened + """< {"jsonrpc":"2.0","id":2,"method":"total","params":[{"token":1,"push":true}]}""" + "\n";

    public static IReadOnlyList<ServerCase> All { get; } =
        [.. Openings, .. Answers, .. Calls, .. Streams, .. Arguments, .. Frames];

    private static IEnumerable<ServerCase> Openings =>
    [
        Opening("open: another version", """{"result":{"version":2,"connection":"c"}}"""),
        Opening("open: no object", """{"result":[1]}"""),
        Opening("open: null", """{"result":null}"""),
        Opening("open: a connection with line breaks", """{"result":{"version":1,"connection":"c\r\nfake log line"}}"""),
        Opening(
            "open: a connection of 60000 letters",
            $$$"""{"result":{"version":1,"connection":"{{{new string('c', 60_000)}}}"}}"""),
        Opening("open: broken names", """{"result":{"\ud800":1}}"""),
        Opening("open: an error of another kind", """{"error":{"code":-32603,"message":"no"}}""") with { Outcome = Error },
        new(
            "open: closed meanwhile",
            "", """< {"jsonrpc":"2.0","id":1,"method":"$/session/""" + "\n" + ServerCase.Close(1011), Connection)
        {
            IsAlive = false,
        },
    ];

    private static IEnumerable<ServerCase> Answers =>
    [
        Answer("answer: of another type", """{"jsonrpc":"2.0","id":2,"result":5}""", Protocol),
        Answer("answer: null", """{"jsonrpc":"2.0","id":2,"result":null}""", Protocol),
        Answer("answer: broken Unicode", """{"jsonrpc":"2.0","id":2,"result":"\ud800"}""", Protocol),
        Answer("answer: no JSON", """{"jsonrpc":"2.0","id":2,"result":"x",}""", Protocol),
        Answer("answer: an error that is a number", """{"jsonrpc":"2.0","id":2,"error":5}""", Error),
        Answer("answer: an error that is empty", """{"jsonrpc":"2.0","id":2,"error":{}}""", Error),
        Answer(
            "answer: an error of broken Unicode",
            """{"jsonrpc":"2.0","id":2,"error":{"code":1e400,"message":"\ud800","data":["\udc00"]}}""", Error),
        Answer("answer: twice", """
            {"jsonrpc":"2.0","id":2,"result":"x"}
            > {"jsonrpc":"2.0","id":2,"result":"y"}
            > {"jsonrpc":"2.0","id":2,"error":{"code":1,"message":"z"}}
            """, "x"),
        Answer("answer: to others first", """
            {"jsonrpc":"2.0","id":3,"result":"y"}
            > {"jsonrpc":"2.0","id":"2","result":"y"}
            > {"jsonrpc":"2.0","id":2.0,"result":"y"}
            > {"jsonrpc":"2.0","id":-2,"result":"y"}
            > {"jsonrpc":"2.0","id":null,"result":"y"}
            > {"jsonrpc":"2.0","result":"y"}
            > {"jsonrpc":"2.0","id":2,"result":"x"}
            """, "x"),
        Answer("answer: a method too", """{"jsonrpc":"2.0","id":2,"result":"x","method":"confirm"}""", Protocol),
        Answer("answer: in a batch", """[{"jsonrpc":"2.0","id":2,"result":"x"}]""", "x"),
        Answer(
            "answer: too long",
            $$"""{"jsonrpc":"2.0","id":2,"result":"{{new string('x', HostileServer.MaxMessageBytes)}}"}""", Connection) with
        {
            IsAlive = false,
        },
    ];

    private static IEnumerable<ServerCase> Calls =>
    [
        Answer(
            "call: a thousand notifications of nothing",
            Lines(1000, """{"jsonrpc":"2.0","method":"nothing","params":[]}"""), "x"),
        Answer("call: notifications that do not fit", $$$"""
            {"jsonrpc":"2.0","method":"confirm","params":[{"{{{HostileServer.Secret}}}":1}]}
            > {"jsonrpc":"2.0","id":2,"result":"x"}
            """, "x"),
        Answer("call: requests under the client's own ids", """
            {"jsonrpc":"2.0","id":2,"method":"confirm","params":["abc"]}
            < {"jsonrpc":"2.0","id":2,"result":3}
            > {"jsonrpc":"2.0","id":2,"result":"x"}
            """, "x"),
        Answer("call: methods that are not served", """
            {"jsonrpc":"2.0","id":"e","method":"echo","params":["x"]}
            < {"jsonrpc":"2.0","id":"e","error":{"code":-32601
            > {"jsonrpc":"2.0","id":"s","method":"$/session/open","params":{"versions":[1]}}
            < {"jsonrpc":"2.0","id":"s","error":{"code":-32601
            > {"jsonrpc":"2.0","id":2,"result":"x"}
            """, "x"),
        Answer("call: cancellations of the client's own calls", """
            {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}
            > {"jsonrpc":"2.0","id":2,"result":"x"}
            """, "x"),
        Answer(
            "call: progress that nobody asked for",
            Lines(1000, """{"jsonrpc":"2.0","method":"$/progress","params":{"token":1,"value":1}}"""), "x"),
        new("call: progress that does not fit", "walk", ServerCase.Opened + $$$"""
            < {"jsonrpc":"2.0","id":2,"method":"walk","params":[1,1]}
            > {"jsonrpc":"2.0","method":"$/progress","params":{"token":1,"value":"{{{HostileServer.Secret}}}"}}
            > {"jsonrpc":"2.0","method":"$/progress","params":[1]}
            > {"jsonrpc":"2.0","id":2,"result":1}
            > {"jsonrpc":"2.0","method":"$/progress","params":[1,5]}
            """, "1"),
        Answer("call: no JSON three times", """
            {
            > {
            > {
            """, Connection) with
        {
            IsAlive = false,
        },
    ];

    private static IEnumerable<ServerCase> Streams =>
    [
        Stream(
            "stream: more than there is credit for",
            $$"""{"id":2,"items":[{{string.Join(',', Enumerable.Repeat("1", 2000))}}]}""", Connection) with
        {
            IsAlive = false,
        },
        Stream("stream: items that do not fit", """{"id":2,"items":[1,"two"]}""", Protocol),
        Stream("stream: items that are no array", """{"id":2,"items":1}""", Protocol),
        new("stream: frames without items, and positions", "count", s_count + "> "
            + Lines(
                1000,
                """{"jsonrpc":"2.0","method":"$/stream","params":{"id":2,"items":[],"cursor":"c"}}""",
                """{"jsonrpc":"2.0","id":2,"result":null}"""), ""),
        new("stream: items behind the end", "count", s_count + """
            > {"jsonrpc":"2.0","method":"$/stream","params":{"id":2,"items":[1]}}
            > {"jsonrpc":"2.0","id":2,"result":null}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"id":2,"items":[2]}}
            """, "1"),
        new("stream: another result", "count", s_count + """> {"jsonrpc":"2.0","id":2,"result":{"values":5}}""", Protocol),
        new(
            "stream: a token of 60000 letters",
            "count", s_count + $$$"""> {"jsonrpc":"2.0","id":2,"result":{"token":"{{{new string('t', 60_000)}}}"}}""", Protocol),
        new("stream: items where they are pulled", "count", s_count + """
            > {"jsonrpc":"2.0","id":2,"result":{"token":7,"values":[1]}}
            < {"jsonrpc":"2.0","id":3,"method":"$/enumerator/next","params":{"token":7}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"id":2,"items":[8]}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"id":3,"items":[9]}}
            > {"jsonrpc":"2.0","id":3,"result":{"values":[2],"finished":true}}
            """, "1,2"),
        new("stream: a pull that fails", "count", s_count + """
            > {"jsonrpc":"2.0","id":2,"result":{"token":7,"values":[1]}}
            < {"jsonrpc":"2.0","id":3,"method":"$/enumerator/next","params":{"token":7}}
            > {"jsonrpc":"2.0","id":3,"error":{"code":-32001,"message":"gone"}}
            """, Error),
    ];

    private static IEnumerable<ServerCase> Arguments =>
    [
        new("argument: credit that is none", "total", s_total + """
            > {"jsonrpc":"2.0","method":"$/credit","params":{"token":1,"n":-5}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"token":"1","n":5}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":2,"n":5}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"token":77,"n":5}}
            > {"jsonrpc":"2.0","id":2,"result":5}
            """, "5"),
        new("argument: credit without end", "total", s_total + """
            > {"jsonrpc":"2.0","method":"$/credit","params":{"token":1,"n":2147483647}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"token":1,"n":2147483647}}
            < {"jsonrpc":"2.0","method":"$/stream","params":{"token":1,"items":[0
            > {"jsonrpc":"2.0","id":2,"result":5}
            """, "5"),
        new("argument: pushed and pulled", "total", s_total + """
            > {"jsonrpc":"2.0","method":"$/credit","params":{"token":1,"n":1}}
            < {"jsonrpc":"2.0","method":"$/stream","params":{"token":1,"items":[0]}}
            > {"jsonrpc":"2.0","id":"n","method":"$/enumerator/next","params":{"token":1}}
            < {"jsonrpc":"2.0","id":"n","error":{"code":-32600
            > {"jsonrpc":"2.0","id":2,"result":5}
            """, "5"),
        new("argument: aborted twice, and asked for", "total", s_total + """
            > {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}
            > {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}
            > {"jsonrpc":"2.0","id":"n","method":"$/enumerator/next","params":{"token":1}}
            < {"jsonrpc":"2.0","id":"n","error":{"code":-32001
            > {"jsonrpc":"2.0","id":2,"result":5}
            """, "5"),
        new("argument: pulled when the call is over", "total", s_total + """
            > {"jsonrpc":"2.0","id":2,"result":5}
            > {"jsonrpc":"2.0","id":"n","method":"$/enumerator/next","params":{"token":1}}
            < {"jsonrpc":"2.0","id":"n","error":{"code":-32001
            """, "5"),
    ];

    private static IEnumerable<ServerCase> Frames =>
    [
        Frame("frame: masked", "# 81 80 00 00 00 00"),
        Frame("frame: RSV1", "# C1 00"),
        Frame("frame: opcode 3", "# 83 00"),
        Frame("frame: a continuation of nothing", "# 80 00"),
        Frame("frame: a fragmented ping", "# 09 00"),
        Frame("frame: a length of 2^63", "# 81 7F 80 00 00 00 00 00 00 00"),
        Frame("frame: bad UTF-8", "# 81 02 C3 28"),
        Frame("frame: binary", "# 82 01 00"),
        Frame("frame: close code 1005", ServerCase.Close(1005)),
        Frame("frame: a close of one byte", "# 88 01 03"),
        Frame("frame: the end of TCP", "x"),
        Frame("frame: the end of TCP in a frame", "# 81 7E 01\nx"),
        Frame("frame: a good close", ServerCase.Close(1000)),
    ];

    private static ServerCase Opening(string name, string answer) => new(
        name,
        "",
        $$"""
        < {"jsonrpc":"2.0","id":1,"method":"$/session/open"
        > {"jsonrpc":"2.0","id":1,{{answer[1..]}}
        """,
        Protocol)
    {
        IsAlive = false,
    };

    private static ServerCase Answer(string name, string answer, string outcome) =>
        new(name, "echo", $"{s_echo}> {answer}", outcome);

    private static ServerCase Stream(string name, string frame, string outcome) => new(
        name, "count", $$"""{{s_count}}> {"jsonrpc":"2.0","method":"$/stream","params":{{frame}}}""", outcome);

    private static ServerCase Frame(string name, string bytes) =>
        new(name, "echo", s_echo + bytes, Connection) { IsAlive = false };

    private static string Lines(int count, string line, string last = """{"jsonrpc":"2.0","id":2,"result":"x"}""") =>
        string.Join("\n> ", Enumerable.Repeat(line, count).Append(last));
}
