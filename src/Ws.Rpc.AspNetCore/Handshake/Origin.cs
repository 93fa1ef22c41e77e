using System;
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>
/// Scheme, host and port of a page (RFC 6454), in the one form in which they can be compared: lower case, the port always there.
/// </summary>
internal readonly record struct Origin(string Scheme, string Host, int Port)
{
    private const string Separator = "://";
    private const int NoPort = -1;

    private static readonly SearchValues<char> s_addressCharacters = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>Reads what browsers serialize (RFC 6454 section 6.2), and nothing else: no path, no user, no escapes.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "Schemes and hosts are written in lower case.")]
    public static bool TryParse(string text, out Origin origin)
    {
        origin = default;
        int end = text.IndexOf(Separator, StringComparison.Ordinal);
        if (end <= 0 || !char.IsAsciiLetter(text[0]) || !text.AsSpan(0, end).ToString().All(IsSchemeCharacter))
        {
            return false;
        }

        string scheme = text[..end].ToLowerInvariant();
        return TryParseAuthority(scheme, text[(end + Separator.Length)..], out origin);
    }

    /// <summary>The origin of the hub itself, as the client has addressed it.</summary>
    public static bool TryRead(HttpRequest request, out Origin origin)
    {
        // A test server knows no other scheme than that of its address.
        string scheme = request.Scheme switch { "ws" => "http", "wss" => "https", var other => other };
        return TryParse(scheme + Separator + request.Host.ToUriComponent(), out origin);
    }

    public override string ToString() => Port == NoPort ? $"{Scheme}://{Host}" : $"{Scheme}://{Host}:{Port}";

    [SuppressMessage("Globalization", "CA1308", Justification = "Schemes and hosts are written in lower case.")]
    private static bool TryParseAuthority(string scheme, string authority, out Origin origin)
    {
        origin = default;
        int bracket = authority.StartsWith('[') ? authority.IndexOf(']', StringComparison.Ordinal) : 0;
        int colon = authority.IndexOf(':', Math.Max(bracket, 0));
        string host = colon < 0 ? authority : authority[..colon];
        if (host.StartsWith('[') ? !TryNormalize(ref host) : !IsName(host))
        {
            return false;
        }

        int port = scheme switch { "http" => 80, "https" => 443, _ => NoPort };
        if (colon >= 0
            && (!int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
                || port is 0 or > IPEndPoint.MaxPort
                || authority[colon + 1] == '0'))
        {
            return false;
        }

        origin = new Origin(scheme, host.ToLowerInvariant(), port);
        return true;
    }

    // One address has many spellings.
    private static bool TryNormalize(ref string host)
    {
        // What reads addresses also takes scopes, which are no matter of a page's, and brackets in brackets.
        if (!host.EndsWith(']')
            || host.AsSpan(1, host.Length - 2).ContainsAnyExcept(s_addressCharacters)
            || !IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out IPAddress? address)
            || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        host = $"[{address}]";
        return true;
    }

    private static bool IsSchemeCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '+' or '-' or '.';

    // An empty label would let something pass for a host below a domain that is none. Before the letters are made small: some
    // that are not ASCII's would become so.
    private static bool IsName(string host) =>
        host.Length > 0 && host.All(IsHostCharacter) && host[0] != '.' && !host.Contains("..", StringComparison.Ordinal);

    private static bool IsHostCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_';
}
