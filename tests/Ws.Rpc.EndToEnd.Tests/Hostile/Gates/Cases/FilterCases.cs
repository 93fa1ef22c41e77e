using System.Collections.Generic;
using System.Text;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates.Cases;

/// <summary>Handshakes that a filter of the application refuses, fails at or holds, and what the client makes it say.</summary>
internal static class FilterCases
{
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        GateRequest.Handshake("refused", "/hub?do=refuse", "", 403),
        GateRequest.Plain("refused, plain", "GET", "/hub?do=refuse", "", 403),
        GateRequest.Plain("refused, HEAD", "HEAD", "/hub?do=refuse", "", 403),
        GateRequest.Plain("refused, PATCH", "PATCH", "/hub?do=refuse", "Content-Length: 0\n", 403),
        GateRequest.Handshake("refused, in another spelling", "/hub?%64o=r%65fuse", "", 403),
        GateRequest.Handshake("refused, by another path", "/%68ub/?do=refuse", "", 403),
        GateRequest.Handshake("a text that would forge a log", "/hub?do=refuse&say=%0d%0aforged%1b%5b31m%00%c2%85", "", 403),
        GateRequest.Handshake("a text that turns around", "/hub?do=refuse&say=%e2%80%ae%e2%81%a6x%e2%81%a9%e2%80%8f", "", 403),
        GateRequest.Handshake("a text that is no text", "/hub?do=refuse&say=%ed%a0%80%ff", "", 403),
        GateRequest.Handshake("a long text", $"/hub?do=refuse&say={new string('x', 5000)}%0a", "", 403),
        GateRequest.Handshake(
            "a header that would forge a log", "/hub?do=refuse", "User-Agent: \u001b[31m\nX\u0001Y: x\n", 403),
        GateRequest.Handshake("a sub-protocol that would forge a log", "/hub", "Sec-WebSocket-Protocol: \u001b[31m, a\u0085b\n", 101),
        GateRequest.Handshake(
            "a trace that is none", "/hub", "traceparent: 00-\u001b-x-01\ntracestate: \u001b\nBaggage: \u001b=1\n", 101),
        GateRequest.Handshake("a filter that fails", "/hub?do=fail", "", 500) with { LogsError = true },
        GateRequest.Plain("a filter that fails, plain", "GET", "/hub?do=fail", "", 500) with { LogsError = true },
        GateRequest.Handshake("a foreign page does not reach the filter", "/hub?do=fail", "Origin: https://evil.example\n", 403),
        GateRequest.Handshake("a bad token does not reach the filter", "/hub?do=fail&access_token=", "", 400),
        GateRequest.Plain("a path that would forge a log", "GET", "/hub%0d%0aforged%1b", "", 404),
        new HostileCase("a client that does not wait for the filter",
            [
                new HostileStep(
                    HostileStepKind.Send, Encoding.ASCII.GetBytes(
                        "GET /hub?do=wait HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")),
            ])
        {
            IsUpgraded = false,
        },
    ];
}
