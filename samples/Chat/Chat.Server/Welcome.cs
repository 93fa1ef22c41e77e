using Microsoft.AspNetCore.Http;

namespace Chat.Server;

/// <summary>What a browser sees.</summary>
internal static class Welcome
{
    public static string Text(HostString host) => $$"""
        This is the Ws.Rpc chat server.

        Join from a terminal, in the folder of the repository:

            dotnet run --project samples/Chat/Chat.Client -- --server ws://{{host}}/chat --name ann --room lobby

        Or with any WebSocket client, in plain JSON-RPC 2.0, at ws://{{host}}/chat:

            {"jsonrpc":"2.0","id":1,"method":"join","params":["lobby","ann"]}
            {"jsonrpc":"2.0","id":2,"method":"send","params":["lobby","hello"]}

        """;
}
