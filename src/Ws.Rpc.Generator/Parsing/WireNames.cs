using System;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Names methods on the wire (protocol section 3).</summary>
internal static class WireNames
{
    private const int MaxBytes = 128;

    public static string Of(IMethodSymbol method, string prefix) => prefix + (Given(method) ?? DefaultWireName.Of(method.Name));

    /// <summary>The name that the method's mark gives, if it gives one.</summary>
    public static string? Given(IMethodSymbol method) =>
        KnownTypes.Attribute(method, AttributeNames.MethodClass) is { ConstructorArguments: [{ Value: string name }] }
            ? name
            : null;

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
}
