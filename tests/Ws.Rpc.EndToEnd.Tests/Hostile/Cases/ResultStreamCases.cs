using System.Collections.Generic;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Streams that are asked for, and then not treated as they should be (protocol section 7).</summary>
internal static class ResultStreamCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        Refused("a negative credit", """ "credit":-1 """),
        Refused("a credit of 65536", """ "credit":65536 """),
        Refused("a credit with a fraction", """ "credit":1.5 """),
        Refused("a credit that is a text", """ "credit":"1"  """),
        Refused("null as the credit", """ "credit":null """),
        Refused("a credit twice", """ "credit":1,"credit":1 """),
        Refused("a position that is a number", """ "credit":1,"after":1 """),
        Refused("a position that is no Unicode", """ "credit":1,"after":"\udc00"  """),
        Refused("a position twice", """ "credit":1,"after":"a","after":"b"  """),
        HostileCase.Messages("credit for a method without a stream", """
            > {"jsonrpc":"2.0","id":1,"method":"add","params":[1],"credit":5}
            < {"jsonrpc":"2.0","id":1,"result":2}
            """),
        HostileCase.Messages("a notification of a stream", """
            > {"jsonrpc":"2.0","method":"count","params":[5],"credit":5}
            > {"jsonrpc":"2.0","method":"count","params":[5]}
            """),
        HostileCase.Messages("no more items than there is credit for", """
            > {"jsonrpc":"2.0","id":1,"method":"count","params":[9],"credit":0}
            .
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":2}}
            < {"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0,1]}}
            .
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":2}}
            """),
        HostileCase.Messages("credit that is none", """
            > {"jsonrpc":"2.0","id":1,"method":"count","params":[9],"credit":0}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":0}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":-5}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":1.5}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":9223372036854775807}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":"5"}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":1}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":"1","n":5}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"token":1,"n":5}}
            > {"jsonrpc":"2.0","method":"$/credit","params":[1,5]}
            > {"jsonrpc":"2.0","method":"$/credit"}
            """),
        HostileCase.Messages("credit beyond all numbers", """
            > {"jsonrpc":"2.0","id":1,"method":"count","params":[3],"credit":65535}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":2147483647}}
            > {"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":2147483647}}
            << {"jsonrpc":"2.0","id":1,"result":null}
            """),
        HostileCase.Messages("credit as a request", """
            > {"jsonrpc":"2.0","id":1,"method":"$/credit","params":{"id":1,"n":5}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32601
            """),
        HostileCase.Messages("a stream too many", $$$$"""
            {{{{HostileLines.Numbered(1, 65, """> {"jsonrpc":"2.0","id":#,"method":"count","params":[1],"credit":0}""")}}}}
            < {"jsonrpc":"2.0","id":65,"error":{"code":-32053
            """),
        HostileCase.Messages("a token too many, of sources that are waited for", $$$$"""
            {{{{HostileLines.Numbered(1, 64, """> {"jsonrpc":"2.0","id":#,"method":"stall"}""")}}}}
            {{{{HostileLines.Numbered(65, 64, """> {"jsonrpc":"2.0","id":#,"method":"stall"}""")}}}}
            << {"jsonrpc":"2.0","id":128,"error":{"code":-32053
            """),
        HostileCase.Messages("a hundred thousand items that nobody reads", """
            > {"jsonrpc":"2.0","id":1,"method":"count","params":[1000000000],"credit":65535}
            << {"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0,
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}
            << {"jsonrpc":"2.0","id":1,"error":{"code":-32800
            """),
        HostileCase.Messages("next of no stream", """
            > {"jsonrpc":"2.0","id":1,"method":"$/enumerator/next","params":{"token":1}}
            < {"jsonrpc":"2.0","id":1,"error":{"code":-32001
            > {"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":"x"}}
            < {"jsonrpc":"2.0","id":2,"error":{"code":-32001
            > {"jsonrpc":"2.0","id":3,"method":"$/enumerator/next","params":{"token":-9223372036854775808}}
            < {"jsonrpc":"2.0","id":3,"error":{"code":-32001
            > {"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":{"id":1}}
            < {"jsonrpc":"2.0","id":4,"error":{"code":-32602
            > {"jsonrpc":"2.0","id":5,"method":"$/enumerator/next","params":[1]}
            < {"jsonrpc":"2.0","id":5,"error":{"code":-32001
            > {"jsonrpc":"2.0","id":6,"method":"$/enumerator/next"}
            < {"jsonrpc":"2.0","id":6,"error":{"code":-32602
            > {"jsonrpc":"2.0","id":7,"method":"$/enumerator/next","params":{"token":null}}
            < {"jsonrpc":"2.0","id":7,"error":{"code":-32602
            """),
        HostileCase.Messages("next as a notification", """
            > {"jsonrpc":"2.0","method":"$/enumerator/next","params":{"token":1}}
            """),
        HostileCase.Messages("two questions for one stream", """
            > {"jsonrpc":"2.0","id":1,"method":"stall"}
            < {"jsonrpc":"2.0","id":1,"result":{"token":1,"values":[0]}}
            > {"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":1}}
            > {"jsonrpc":"2.0","id":3,"method":"$/enumerator/next","params":{"token":1}}
            < {"jsonrpc":"2.0","id":3,"error":{"code":-32600
            > {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}
            < {"jsonrpc":"2.0","id":2,"error":{"code":-32800
            > {"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":{"token":1}}
            < {"jsonrpc":"2.0","id":4,"error":{"code":-32001
            """),
        HostileCase.Messages("a question that is cancelled", """
            > {"jsonrpc":"2.0","id":1,"method":"stall"}
            < {"jsonrpc":"2.0","id":1,"result":{"token":1,"values":[0]}}
            > {"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":1}}
            > {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}
            < {"jsonrpc":"2.0","id":2,"error":{"code":-32800
            > {"jsonrpc":"2.0","id":3,"method":"$/enumerator/next","params":{"token":1}}
            < {"jsonrpc":"2.0","id":3,"error":{"code":-32001
            """),
        HostileCase.Messages("a token that is left alone", """
            > {"jsonrpc":"2.0","id":1,"method":"count","params":[99]}
            < {"jsonrpc":"2.0","id":1,"result":{"token":1,"values":[0,
            """),
        HostileCase.Messages("abort of what is not there", """
            > {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}
            > {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":"x"}}
            > {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"id":1}}
            > {"jsonrpc":"2.0","method":"$/enumerator/abort"}
            """),
        HostileCase.Messages("abort of a stream that is pushed", """
            > {"jsonrpc":"2.0","id":1,"method":"stall","credit":1}
            < {"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0]}}
            > {"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}
            .
            """),
        HostileCase.Messages("items for a stream that is ours", """
            > {"jsonrpc":"2.0","id":1,"method":"stall","credit":1}
            < {"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0]}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[1,2,3]}}
            > {"jsonrpc":"2.0","method":"$/stream","params":{"id":-1,"items":[1,2,3],"done":true}}
            .
            """),
        HostileCase.Messages("a count below zero", """
            > {"jsonrpc":"2.0","id":1,"method":"count","params":[-1],"credit":1}
            < {"jsonrpc":"2.0","id":1,"result":null}
            """),
        HostileCase.Messages("a position of 60000 bytes", $$$$"""
            > {"jsonrpc":"2.0","id":1,"method":"count","params":[1],"credit":2,"after":"{{{{new string('a', 60_000)}}}}"}
            < {"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0]}}
            < {"jsonrpc":"2.0","id":1,"result":null}
            """),
    ];

    private static HostileCase Refused(string name, string member) => HostileCase.Messages(name, $$$$"""
        > {"jsonrpc":"2.0","id":1,"method":"count","params":[5],{{{{member}}}}}
        < {"jsonrpc":"2.0","id":1,"error":{"code":-32600
        """);
}
