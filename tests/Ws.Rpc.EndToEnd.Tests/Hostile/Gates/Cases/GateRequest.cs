using System.Text;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates.Cases;

/// <summary>Handshakes that are right but for what a case adds to them.</summary>
internal static class GateRequest
{
    private const string Upgrade = "Connection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\n"
        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\n";

    /// <param name="name">The name of the case.</param>
    /// <param name="target">The path and the query.</param>
    /// <param name="headers">Lines, each of which ends with <c>\n</c>; also in other alphabets than ASCII's.</param>
    /// <param name="status">What comes back.</param>
    /// <param name="host">The host as the client addresses it.</param>
    public static HostileCase Handshake(string name, string target, string headers, int status, string host = "localhost") =>
        HostileCase.Request(name, Bytes($"GET {target} HTTP/1.1\nHost: {host}\n{Upgrade}{headers}\n"), status);

    /// <summary>A request of somebody who wants no connection.</summary>
    public static HostileCase Plain(string name, string method, string target, string headers, int status) =>
        HostileCase.Request(name, Bytes($"{method} {target} HTTP/1.1\nHost: localhost\n{headers}\n"), status);

    // A case is sent byte for byte.
    private static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
