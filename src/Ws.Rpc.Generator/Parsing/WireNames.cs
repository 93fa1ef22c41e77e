using System;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Names methods on the wire (protocol section 3).</summary>
internal static class WireNames
{
    private const string Suffix = "Async";
    private const int MaxBytes = 128;

    public static string Of(IMethodSymbol method, string prefix) => prefix + (Given(method) ?? Default(method.Name));

    /// <summary>The name that the method's mark gives, if it gives one.</summary>
    public static string? Given(IMethodSymbol method) =>
        KnownTypes.Attribute(method, AttributeNames.MethodClass) is { ConstructorArguments: [{ Value: string name }] }
            ? name
            : null;

    public static string Default(string name)
    {
        bool hasSuffix = name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal);
        return CamelCase(hasSuffix ? name.Substring(0, name.Length - Suffix.Length) : name);
    }

    /// <summary>What is wrong with a wire name; <see langword="null"/> if nothing is.</summary>
    public static string? Problem(string name)
    {
        if (name.Length == 0)
        {
            return "it is empty";
        }

        if (name.StartsWith("rpc.", StringComparison.Ordinal) || name.StartsWith("$/", StringComparison.Ordinal))
        {
            return "names that begin with 'rpc.' or '$/' are reserved";
        }

        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsControl(name[i]))
            {
                return "it contains a control character";
            }

            if (char.IsSurrogate(name[i]) && !char.IsSurrogatePair(name, i++))
            {
                return "it contains half of a surrogate pair";
            }
        }

        return Encoding.UTF8.GetByteCount(name) > MaxBytes ? "it is longer than 128 bytes of UTF-8" : null;
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
