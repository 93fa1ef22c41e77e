using System;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>
/// The name on the wire of a method that has none of its own (protocol section 3). Whatever reads contracts has this rule.
/// </summary>
internal static class DefaultWireName
{
    private const string Suffix = "Async";

    public static string Of(string method)
    {
        bool hasSuffix = method.Length > Suffix.Length && method.EndsWith(Suffix, StringComparison.Ordinal);
        return CamelCase(hasSuffix ? method.Substring(0, method.Length - Suffix.Length) : method);
    }

    // As JsonNamingPolicy.CamelCase does it: a leading run of capitals is lowered, except its last before a small letter.
    private static string CamelCase(string name)
    {
        char[] chars = name.ToCharArray();
        for (int i = 0; i < chars.Length && char.IsUpper(chars[i]); i++)
        {
            if (i > 0 && i + 1 < chars.Length && !char.IsUpper(chars[i + 1]))
            {
                break;
            }

            chars[i] = char.ToLowerInvariant(chars[i]);
        }

        return new string(chars);
    }
}
