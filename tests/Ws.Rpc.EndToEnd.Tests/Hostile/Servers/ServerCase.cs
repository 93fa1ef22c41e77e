using System.Globalization;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Servers;

/// <summary>What one hostile server answers a client of ours, and what its user must see of it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Call">Which call the user makes; none where connecting is the whole of it.</param>
/// <param name="Script">
/// Lines: <c>&lt; text</c> hears a message of the client that begins so, <c>&gt; text</c> sends one, <c># 81 80</c> sends bytes
/// and <c>x</c> ends TCP.
/// </param>
/// <param name="Outcome">The result as text, or the type of the exception.</param>
internal sealed record ServerCase(string Name, string Call, string Script, string Outcome)
{
    /// <summary>Whether the client is still connected then, and serves its user.</summary>
    public bool IsAlive { get; init; } = true;

    /// <summary>What every case but those about opening begins with.</summary>
    public static string Opened { get; } = """
        < {"jsonrpc":"2.0","id":1,"method":"$/session/open"
        > {"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no sessions"}}
        """ + "\n";

    public static string Close(int code) =>
        string.Create(CultureInfo.InvariantCulture, $"# 88 02 {code >> 8:X2} {code & 255:X2}");
}
