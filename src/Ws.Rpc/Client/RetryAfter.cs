using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Ws.Rpc.Client;

/// <summary>Reads <c>Retry-After</c> of a refused handshake in both its forms (RFC 9110 section 10.2.3).</summary>
internal static class RetryAfter
{
    // What a server may ask for at most: a wrong number must not park a client for days.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    /// <summary>The time to wait; nothing where there is no such header or it cannot be read.</summary>
    public static TimeSpan? Read(IReadOnlyDictionary<string, IEnumerable<string>>? headers, TimeProvider time)
    {
        string? text = headers?
            .FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?
            .FirstOrDefault();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, (long)s_longest.TotalSeconds));
        }

        return DateTimeOffset.TryParseExact(
            text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? Bounded(date - time.GetUtcNow())
            : null;
    }

    /// <summary>What of a time that a peer asks for is granted.</summary>
    public static TimeSpan Bounded(TimeSpan asked) =>
        asked < TimeSpan.Zero ? TimeSpan.Zero : asked < s_longest ? asked : s_longest;
}
