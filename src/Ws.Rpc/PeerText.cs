using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Ws.Rpc;

/// <summary>
/// Text that a peer may have chosen, on its way into a log: control characters are escaped and what is long is cut, so that it
/// cannot pass for a line of the log's own.
/// </summary>
internal static class PeerText
{
    private const int Longest = 512;

    /// <summary>The text as a log may bear it.</summary>
    public static string Escape(string text)
    {
        if (text.Length <= Longest && !text.Any(IsUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(Math.Min(text.Length, Longest) + 1);
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            if (IsUnsafe(c))
            {
                safe.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                safe.Append(c);
            }
        }

        return text.Length > Longest ? safe.Append('…').ToString() : safe.ToString();
    }

    /// <summary>What an exception's own <c>ToString</c> gives, with the messages of it and of its causes made safe.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="text">What its base class says of it.</param>
    public static string EscapeMessages(Exception exception, string text)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            string safe = Escape(cause.Message);
            if (!ReferenceEquals(safe, cause.Message))
            {
                text = text.Replace(cause.Message, safe, StringComparison.Ordinal);
            }
        }

        return text;
    }

    // Line and paragraph separators, and what turns the direction of the text, too.
    private static bool IsUnsafe(char c) => char.IsControl(c)
        || c is '\u061c' or '\u200e' or '\u200f' or '\u2028' or '\u2029' or '\ufeff'
        || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
