using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates.Cases;

/// <summary>
/// Pages of other sites that would pass for one of ours. Ours are <c>http://localhost</c>, <c>https://app.example.com</c>, those
/// below <c>https://example.org</c>, and <c>https://[2001:db8::1]:8443</c>.
/// </summary>
internal static class OriginCases
{
    private static readonly string[] s_foreign =
    [
        // None, or several.
        "", "null", "NULL", "undefined", "*", "http://*", "http://localhost http://evil.example",
        "http://localhost,http://localhost",
        "http://localhost, null", "http://localhost\thttp://localhost",

        // The own host in other words.
        "localhost", "//localhost", "http:localhost", "http:/localhost", "http:///localhost", "http:\\\\localhost",
        "https://localhost",
        "ws://localhost", "wss://localhost", "https://localhost:80", "http://localhost:443", "http://localhost:8080",
        "http://localhost.", "http://localhost.:80", "http://localhost..", "http://.localhost", "http://localhost:",
        "http://localhost:0",
        "http://localhost:080", "http://localhost:+80", "http://localhost:-80", "http://localhost:80:80",
        "http://localhost:65616",
        "http://localhost:4294967376", "http://localhost:8０", "http://127.0.0.1", "http://2130706433", "http://0x7f.1",
        "http://[::1]",
        "http://[::ffff:127.0.0.1]", "http://ｌocalhost", "http://loc%61lhost", "http://localhost%00",
        "http://localhost\u00ad",

        // The own host beside another.
        "http://localhost@evil.example", "http://user@localhost", "http://user:word@localhost",
        "http://localhost:80@evil.example",
        "http://evil.example#localhost", "http://evil.example?localhost", "http://evil.example/localhost",
        "http://evil.example\\localhost",
        "http://localhost/", "http://localhost?", "http://localhost#", "http://localhost.evil.example",
        "http://evil-localhost",
        "http://localhost;evil.example", "http://evil.example:80localhost",

        // Other schemes.
        "file://", "file://localhost", "data:", "about:blank", "blob:http://localhost", "chrome-extension://localhost",
        "httpx://localhost",
        "javascript://localhost", "1http://localhost", "http+x://localhost", "://localhost",

        // Beside the one that is allowed.
        "http://app.example.com", "https://app.example.com.", "https://app.example.com:8443", "https://app.example.com:444",
        "https://xapp.example.com", "https://x.app.example.com", "https://example.com", "https://app-example.com",
        "https://app.example.co",
        "https://app.example.com.evil.org", "https://app.example.comm", "https://app。example.com",

        // Beside those below a domain.
        "https://example.org", "https://evilexample.org", "https://.example.org", "https://..example.org",
        "https://a..example.org",
        "https://*.example.org", "https://a.example.org.", "https://a.example.org..", "http://a.example.org",
        "https://a.example.org:8443",
        "https://a.example.org.evil.com", "https://evil.com/.example.org", "https://evil.com#.example.org",
        "https://evil.com?.example.org",
        "https://evil.com\\.example.org", "https://evil.com%2f.example.org", "https://evil.com:443.example.org",
        "https://evil.com:443/.example.org", "https://evil.com@a.example.org", "https://a.example.org@evil.com",
        "https://\u212a.example.org",
        "https://ı.example.org", "https://evil.com\u3002.example.org", "https://a .example.org", "https://[a.example.org]",
        "https://[a].example.org",

        // Beside an address.
        "https://[2001:db8::1]", "https://[2001:db8::2]:8443", "https://[2001:db8::1%25eth0]:8443",
        "https://[2001:db8::1%1]:8443",
        "https://[2001:db8::1", "https://2001:db8::1:8443", "https://[]:8443", "https://[2001:db8::1]x:8443",
        "https://x[2001:db8::1]:8443",
        "https://[[2001:db8::1]]:8443", "https://[2001:db8::1]]:8443", "https://[2001:db8::1]:8443:8443",
        "https://[2001:db8::1]/64:8443",
        "http://[2001:db8::1]:8443",
    ];

    private static readonly string[] s_own =
    [
        "http://localhost", "http://localhost:80", "HTTP://LOCALHOST", "Http://LocalHost:80", "https://app.example.com",
        "https://APP.example.com:443", "https://a.example.org", "https://a.b.c.example.org", "https://A.EXAMPLE.ORG:443",
        "https://evil.com.example.org", "https://[2001:db8::1]:8443", "https://[2001:DB8:0:0:0:0:0:1]:8443",
    ];

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        .. s_foreign.Select(static origin => Foreign($"foreign: {origin}", $"Origin: {origin}\n")),
        .. s_own.Select(static origin => GateRequest.Handshake($"own: {origin}", "/hub", $"Origin: {origin}\n", 101)),
        Foreign("the own twice", "Origin: http://localhost\nOrigin: http://localhost\n"),
        Foreign("the own, and then a foreign one", "Origin: http://localhost\nOrigin: https://evil.example\n"),
        Foreign("a foreign one, and then the own", "Origin: https://evil.example\norigin: http://localhost\n"),
        Foreign("the own, and then none", "Origin: http://localhost\nOrigin:\n"),
        Foreign("a header in strange letters", "oRiGiN: https://evil.example\n"),
        Foreign("eighty of them", string.Concat(Enumerable.Repeat("Origin: http://localhost\n", 80))),
        Foreign(
            "a host of five thousand labels",
            $"Origin: https://{string.Concat(Enumerable.Repeat("a.", 5000))}example.com\n"),
        Foreign(
            "a proxy that nobody trusts",
            "Origin: http://evil.example\nX-Forwarded-Host: evil.example\nForwarded: host=evil.example\n"),
        Foreign("a scheme that no proxy says", "Origin: https://localhost\nX-Forwarded-Proto: https\n"),
        Foreign(
            "a host that no proxy says",
            "Origin: http://evil.example\nX-Original-Host: evil.example\nX-Host: evil.example\n"),
        GateRequest.Handshake("a host in capitals", "/hub", "Origin: http://localhost\n", 101, host: "LOCALHOST"),
        GateRequest.Handshake("a host with the port of its scheme", "/hub", "Origin: http://localhost\n", 101, host: "localhost:80"),
        GateRequest.Handshake("a host with another port", "/hub", "Origin: http://localhost\n", 403, host: "localhost:81"),
        GateRequest.Handshake("a host with a dot at its end", "/hub", "Origin: http://localhost\n", 403, host: "localhost."),
        GateRequest.Handshake("no host but a port", "/hub", "Origin: http://:80\n", 400, host: ":80"),
        GateRequest.Handshake("an address that says who we are", "http://evil.example/hub", "Origin: http://evil.example\n", 400),
        GateRequest.Plain("a plain request of a foreign page", "GET", "/hub", "Origin: https://evil.example\n", 403),
        GateRequest.Plain(
            "a question of a foreign page before it asks", "OPTIONS", "/hub", "Origin: https://evil.example\n", 403),
        GateRequest.Plain("a form of a foreign page", "POST", "/hub", "Origin: null\nContent-Length: 0\n", 403),
    ];

    private static HostileCase Foreign(string name, string headers) => GateRequest.Handshake(name, "/hub", headers, 403);
}
