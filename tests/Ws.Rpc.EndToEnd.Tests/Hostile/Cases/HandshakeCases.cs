using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Cases;

/// <summary>Requests that are no handshake, or a strange one (RFC 6455 section 4.2, protocol section 2).</summary>
internal static class HandshakeCases
{
    private const string Socket = "Connection: Upgrade\nUpgrade: websocket\n";
    private const string Version = "Sec-WebSocket-Version: 13\n";
    private const string Key = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\n";
    private const string Host = "Host: localhost\n";
    private const string Good = $"GET /hub HTTP/1.1\n{Host}{Socket}{Version}{Key}";

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        HostileCase.Request("no HTTP at all", "\0\u0001\u0002\u0003\n\n", 400),
        HostileCase.Request("TLS instead of HTTP", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\n\n", 400),
        HostileCase.Request("a frame instead of HTTP", "\u0081\u0085\u0011\"3Dytwbj\n\n", 400),
        HostileCase.Request("HTTP/3.0", $"GET /hub HTTP/3.0\n{Host}{Socket}{Version}{Key}\n", 505),
        HostileCase.Request("no host", $"GET /hub HTTP/1.1\n{Socket}{Version}{Key}\n", 400),
        HostileCase.Request("two hosts", $"GET /hub HTTP/1.1\n{Host}Host: other\n{Socket}{Version}{Key}\n", 400),
        HostileCase.Request("a bad host", $"GET /hub HTTP/1.1\nHost: lo cal/host\n{Socket}{Version}{Key}\n", 400),
        HostileCase.Request("a header without a colon", $"GET /hub HTTP/1.1\n{Host}Upgrade websocket\n\n", 400),
        HostileCase.Request("a NUL in a header", $"GET /hub HTTP/1.1\n{Host}X: a\0b\n{Socket}{Version}{Key}\n", 400),
        HostileCase.Request("a request line of 9000 bytes", $"GET /hub?{new string('x', 9000)} HTTP/1.1\n{Host}\n", 414),
        HostileCase.Request("a header of 40000 bytes", $"GET /hub HTTP/1.1\n{Host}X: {new string('x', 40_000)}\n\n", 431),
        HostileCase.Request("200 headers", $"GET /hub HTTP/1.1\n{Host}{string.Concat(Enumerable.Repeat("X: y\n", 200))}\n", 431),
        HostileCase.Request("POST", $"POST /hub HTTP/1.1\n{Host}{Socket}{Version}{Key}Content-Length: 0\n\n", 400),
        HostileCase.Request("no upgrade", $"GET /hub HTTP/1.1\n{Host}{Version}{Key}\n", 426),
        HostileCase.Request(
            "another upgrade",
            $"GET /hub HTTP/1.1\n{Host}Connection: Upgrade\nUpgrade: h2c\n{Version}{Key}\n", 426),
        HostileCase.Request("no version", $"GET /hub HTTP/1.1\n{Host}{Socket}{Key}\n", 400),
        HostileCase.Request("version 12", $"GET /hub HTTP/1.1\n{Host}{Socket}Sec-WebSocket-Version: 12\n{Key}\n", 426),
        HostileCase.Request("another origin", $"{Good}Origin: https://evil.example\n\n", 403),
        HostileCase.Request("an origin that is no origin", $"{Good}Origin: null\n\n", 403),
        HostileCase.Request("no key", $"GET /hub HTTP/1.1\n{Host}{Socket}{Version}\n", 400),
        HostileCase.Request("a short key", $"GET /hub HTTP/1.1\n{Host}{Socket}{Version}Sec-WebSocket-Key: AAAA\n\n", 400),
        HostileCase.Request(
            "a key that is not base64",
            $"GET /hub HTTP/1.1\n{Host}{Socket}{Version}Sec-WebSocket-Key: {new string('!', 24)}\n\n", 400),
        HostileCase.Request(
            "a body that is declared",
            $"{Good}Content-Length: 5\n\nhello", 400),
        HostileCase.Request(
            "a chunked body",
            $"{Good}Transfer-Encoding: chunked\n\n0\n\n", 400),
        HostileCase.Request(
            "length and chunks", $"POST /hub HTTP/1.1\n{Host}Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n", 426),
        HostileCase.Request("a path that climbs", $"GET /../../hub/../etc/passwd HTTP/1.1\n{Host}{Socket}{Version}{Key}\n", 404),
        HostileCase.Request(
            "a thousand sub-protocols",
            $"{Good}Sec-WebSocket-Protocol: {string.Join(',', Enumerable.Repeat("x", 1000))}\n\n",
            101),
        HostileCase.Request(
            "a sub-protocol that is no token", $"{Good}Sec-WebSocket-Protocol: a b\u0001\n\n", 101),
        HostileCase.Request(
            "an extension with bad parameters",
            $"{Good}Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99\n\n",
            101),
    ];
}
