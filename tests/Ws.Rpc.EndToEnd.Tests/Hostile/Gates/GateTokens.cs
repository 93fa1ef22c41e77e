using System;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Ws.Rpc.EndToEnd.Tests.Handshake;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>
/// Tokens, right and wrong; it remembers them all, so that they are found where they do not belong. Thread-safe.
/// </summary>
internal static class GateTokens
{
    private const int ShortestSecret = 16;

    private static readonly ConcurrentDictionary<string, bool> s_secrets = new();

    /// <summary>No application lets in who says that nobody has signed.</summary>
    public static IReadOnlyList<string> Unsigned { get; } =
    [
        Forge("""{"alg":"none","typ":"JWT"}""", ""),
        Forge("""{"alg":"None"}""", ""),
        Forge("""{"alg":"nOnE"}""", "AAAA"),
        Forge("""{"alg":"HS256"}""", ""),
        Forge("""{"alg":"HS256","kid":"../../../dev/null"}""", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        Forge("""{"alg":"HS256","jwk":{"kty":"oct","k":"AAAA"}}""", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        Forge("""{"alg":"RS256","x5u":"http://127.0.0.1:1/"}""", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        Forge("""{"alg":"HS256","crit":["x"],"x":"\u001b[31m"}""", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    ];

    public static string Right { get; } = Remember(TestTokens.Create("right"));

    public static string Admin { get; } = Remember(TestTokens.Create("admin"));

    public static string Bob { get; } = Remember(TestTokens.Create("bob", TimeSpan.FromHours(1), role: "admin"));

    public static string Huge { get; } = Remember(new string('h', 20_000));

    /// <summary>All that nobody may log.</summary>
    public static IReadOnlyCollection<string> Secrets => [.. s_secrets.Keys];

    /// <summary>One of the kinds that <see cref="TestTokens"/> knows.</summary>
    public static string Of(string kind) => Remember(TestTokens.Create(kind));

    /// <summary>The right one with its signature gone.</summary>
    public static string Stripped() => Remember(Admin[..(Admin.LastIndexOf('.') + 1)]);

    public static string Remember(string token)
    {
        s_secrets[token] = true;
        s_secrets[TestTokens.SubProtocol(token)["ws-rpc.bearer.".Length..]] = true;
        string signature = token[(token.LastIndexOf('.') + 1)..];
        if (signature.Length >= ShortestSecret && signature.Any(static character => character != 'A'))
        {
            s_secrets[signature] = true;
        }

        return token;
    }

    private static string Forge(string head, string signature)
    {
        long expires = TestTokens.Now.AddHours(1).ToUnixTimeSeconds();
        string body = $$"""{"iss":"tests","aud":"doors","sub":"ann","role":"admin","exp":{{expires}}}""";
        return Remember($"{Encode(head)}.{Encode(body)}.{signature}");
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
