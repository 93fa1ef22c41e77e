using System;
using System.Collections.Generic;
using System.Linq;
using Ws.Rpc.EndToEnd.Tests.Handshake;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates.Cases;

/// <summary>
/// Tokens that are none, or not good enough, by each of the three ways (protocol section 2); <c>/locked</c> asks for one.
/// </summary>
internal static class TokenCases
{
    private static readonly string[] s_bad =
    [
        GateTokens.Of("expired"), GateTokens.Of("audience"), GateTokens.Of("signature"), GateTokens.Stripped(),
        GateTokens.Remember("garbage-that-is-no-token"), "..", "a.b.c", "....", "0", "=", "~", .. GateTokens.Unsigned,
    ];

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        .. s_bad.SelectMany(static (token, number) => new[]
        {
            Header($"bad {number}, header", $"Bearer {token}", 401),
            Offer($"bad {number}, sub-protocol", TestTokens.SubProtocol(token), 401),
            Query($"bad {number}, query", Uri.EscapeDataString(token), 401),
        }),
        Header("right, header", $"Bearer {GateTokens.Right}", 101),
        Header("right, header in small letters", $"bearer {GateTokens.Right}", 101),
        Offer("right, sub-protocol", TestTokens.SubProtocol(GateTokens.Right), 101),
        Query("right, query", GateTokens.Right, 101),
        Handshake("none", "/locked", "", 401),
        .. new[] { "", "Bearer", "Bearer ", "Bearer  ", "Basic YW5uOmFubg==", "Negotiate", "Bearer,", "Bearer a b", "\"Bearer\" x" }
            .Select(static (value, number) => Header($"no token {number}", value, 401)),
        Header("without its scheme", GateTokens.Right, 401),
        Header("another scheme", $"Basic {GateTokens.Right}", 401),
        Header("two in one header", $"Bearer {GateTokens.Right}, Bearer {GateTokens.Right}", 401),
        Header("a wrong one behind a right one", $"Bearer {GateTokens.Right}\nAuthorization: Bearer {GateTokens.Stripped()}", 401),
        Header("a right one behind a wrong one", $"Bearer {GateTokens.Stripped()}\nAuthorization: Bearer {GateTokens.Right}", 401),
        Header("the same twice", $"Bearer {GateTokens.Right}\nAuthorization: Bearer {GateTokens.Right}", 401),
        Header(
            "other headers that bear it",
            $"x\nProxy-Authorization: Bearer {GateTokens.Right}\nCookie: Authorization={GateTokens.Right}", 401),
        Header("huge, header", $"Bearer {GateTokens.Huge}", 401),
        Header("too huge, header", $"Bearer {GateTokens.Huge}{GateTokens.Huge}", 431),
        Offer("huge, sub-protocol", TestTokens.SubProtocol(GateTokens.Huge), 401),
        Query("huge, query", GateTokens.Huge, 414),
        Query("twice, query", $"{GateTokens.Right}&access_token={GateTokens.Right}", 400),
        Query("twice in two spellings, query", $"{GateTokens.Right}&ACCESS%5FTOKEN={GateTokens.Right}", 400),
        Query("empty, query", "", 400),
        Query("a line end, query", $"{GateTokens.Right}%0d%0aX-User:%20admin", 400),
        Query("a NUL, query", $"{GateTokens.Right}%00", 400),
        Query("bytes that are no UTF-8, query", "%ff%fe", 400),
        Query("of an array, query", $"{GateTokens.Right}&access_token[]={GateTokens.Bob}", 101),
        Handshake("only of an array, query", $"/locked?access_token[]={GateTokens.Right}", "", 401),
        Handshake("as a fragment", $"/locked?x#access_token={GateTokens.Right}", "", 401),
        Offer(
            "twice, sub-protocol",
            $"{TestTokens.SubProtocol(GateTokens.Right)}, {TestTokens.SubProtocol(GateTokens.Right)}", 400),
        Offer(
            "in two headers, sub-protocol",
            $"{TestTokens.SubProtocol(GateTokens.Right)}\nSec-WebSocket-Protocol: {TestTokens.SubProtocol(GateTokens.Bob)}", 400),
        Offer("empty, sub-protocol", "ws-rpc.bearer.", 400),
        Offer("not encoded, sub-protocol", $"ws-rpc.bearer.{GateTokens.Right}", 400),
        Offer("a line end, sub-protocol", TestTokens.SubProtocol($"x\r\nX-User: admin"), 400),
        Offer("a NUL, sub-protocol", TestTokens.SubProtocol("x\0"), 400),
        Offer(
            "in capitals, sub-protocol",
            TestTokens.SubProtocol(GateTokens.Right).Replace("ws-rpc", "WS-RPC", StringComparison.Ordinal), 401),
        Offer("right and not ours besides", $"x, {TestTokens.SubProtocol(GateTokens.Right)}, y", 101),
        Two("header and sub-protocol", $"Authorization: Bearer {GateTokens.Right}\n", "", offers: true),
        Two("header and query", $"Authorization: Bearer {GateTokens.Right}\n", GateTokens.Right, offers: false),
        Two("sub-protocol and query", "", GateTokens.Right, offers: true),
        Two("an empty header and sub-protocol", "Authorization:\n", "", offers: true),
        GateRequest.Plain("plain, without", "GET", "/locked", "", 401),
        GateRequest.Plain("plain, with a bad one", "GET", "/locked", $"Authorization: Bearer {GateTokens.Stripped()}\n", 401),
        GateRequest.Plain("plain, with a right one", "GET", "/locked", $"Authorization: Bearer {GateTokens.Right}\n", 426),
        GateRequest.Plain("DELETE, without", "DELETE", "/locked", "", 401),
        Handshake(
            "of a foreign page, right", "/locked",
            $"Authorization: Bearer {GateTokens.Right}\nOrigin: https://evil.example\n", 403),
        Handshake("of a foreign page, wrong", "/locked", "Authorization: Bearer x\nOrigin: https://evil.example\n", 401),
        .. new[] { "/LOCKED", "/locked/", "/%6cocked", "/./locked", "/x/../locked" }.Select(
            static path => Handshake($"another way to the same: {path}", path, "", 401)),
        .. new[] { "//locked", "/locked;x", "/locked%2f" }.Select(
            static path => Handshake($"another way to nowhere: {path}", path, "", 404)),
        Handshake("a way with a NUL", "/locked%00", "", 400),
    ];

    private static HostileCase Handshake(string name, string target, string headers, int status) =>
        GateRequest.Handshake(name, target, headers, status);

    private static HostileCase Header(string name, string value, int status) =>
        Handshake(name, "/locked", $"Authorization: {value}\n", status);

    private static HostileCase Offer(string name, string offered, int status) =>
        Handshake(name, "/locked", $"Sec-WebSocket-Protocol: ws-rpc.v1+json, {offered}\n", status);

    private static HostileCase Query(string name, string value, int status) =>
        Handshake(name, $"/locked?a=b&access_token={value}", "", status);

    private static HostileCase Two(string name, string header, string query, bool offers) => Handshake(
        $"two ways: {name}",
        query.Length == 0 ? "/locked" : $"/locked?access_token={query}",
        header + (offers ? $"Sec-WebSocket-Protocol: {TestTokens.SubProtocol(GateTokens.Right)}\n" : ""),
        400);
}
