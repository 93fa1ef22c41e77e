using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>Which origins may connect besides the hub's own. Immutable.</summary>
internal sealed class OriginPolicy
{
    private const string AnyHostBelow = "://*.";

    private readonly HashSet<Origin> _origins = [];

    // Their hosts begin with the dot.
    private readonly List<Origin> _domains = [];

    public OriginPolicy(IEnumerable<string> allowed)
    {
        foreach (string text in allowed)
        {
            if (text == "*")
            {
                AllowsAll = true;
            }
            else if (TryReadDomain(text, out Origin domain))
            {
                _domains.Add(domain);
            }
            else if (TryRead(text, out Origin origin))
            {
                _origins.Add(origin);
            }
            else
            {
                throw new ArgumentException($"'{text}' is no origin.", nameof(allowed));
            }
        }
    }

    /// <summary>Whether every page may connect, even one that does not say whence it is.</summary>
    public bool AllowsAll { get; }

    public static bool IsValid(string allowed) => allowed == "*" || TryReadDomain(allowed, out _) || TryRead(allowed, out _);

    public bool Allows(Origin origin) => _origins.Contains(origin) || _domains.Exists(domain =>
        domain.Scheme == origin.Scheme
        && domain.Port == origin.Port
        && origin.Host.Length > domain.Host.Length
        && origin.Host.EndsWith(domain.Host, StringComparison.Ordinal));

    private static bool TryReadDomain(string text, out Origin domain)
    {
        domain = default;
        int star = text.IndexOf(AnyHostBelow, StringComparison.Ordinal);
        if (star < 0 || !TryRead(text.Remove(star + 3, 2), out Origin apex) || apex.Host.StartsWith('['))
        {
            return false;
        }

        domain = apex with { Host = "." + apex.Host };
        return true;
    }

    // Browsers send the hosts of other alphabets in their ASCII form.
    private static bool TryRead(string text, out Origin origin)
    {
        int end = text.IndexOf("://", StringComparison.Ordinal) + 3;
        if (end < 3 || text.All(char.IsAscii))
        {
            return Origin.TryParse(text, out origin);
        }

        int port = text.IndexOf(':', end);
        string host = port < 0 ? text[end..] : text[end..port];
        try
        {
            return Origin.TryParse(text[..end] + new IdnMapping().GetAscii(host) + text[(end + host.Length)..], out origin);
        }
        catch (ArgumentException)
        {
            origin = default;
            return false;
        }
    }
}
