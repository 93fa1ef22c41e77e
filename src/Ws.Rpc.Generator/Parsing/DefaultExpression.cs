using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Writes the default value of an optional parameter as an expression.</summary>
internal static class DefaultExpression
{
    private const string Default = "default";

    /// <summary>The expression; <see langword="null"/> for a required parameter.</summary>
    public static string? Of(IParameterSymbol parameter, ExternAliases? aliases = null)
    {
        if (!parameter.IsOptional || !IsReproducible(parameter))
        {
            return null;
        }

        if (!parameter.HasExplicitDefaultValue || parameter.ExplicitDefaultValue is not { } value)
        {
            return Default;
        }

        string literal = Literal(value);
        return Enumeration(parameter.Type) is { } type ? Cast(type, literal, aliases) : literal;
    }

    /// <summary>
    /// Whether what a caller who leaves the argument out would pass can be written here: for an <c>[Optional]</c> object that is
    /// <see cref="System.Reflection.Missing"/> or a wrapper of COM.
    /// </summary>
    public static bool IsReproducible(IParameterSymbol parameter) =>
        !parameter.IsOptional
        || parameter.HasExplicitDefaultValue
        || (parameter.Type.SpecialType != SpecialType.System_Object && parameter.Type.TypeKind != TypeKind.Dynamic);

    private static INamedTypeSymbol? Enumeration(ITypeSymbol type)
    {
        ITypeSymbol underlying = KnownTypes.Underlying(type) ?? type;
        return underlying.TypeKind == TypeKind.Enum ? (INamedTypeSymbol)underlying : null;
    }

    private static string Cast(INamedTypeSymbol type, string literal, ExternAliases? aliases)
    {
        string operand = literal.StartsWith("-", StringComparison.Ordinal) ? $"({literal})" : literal;
        return $"({TypeNames.Qualified(type, aliases)}){operand}";
    }

    private static string Literal(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        float number => Single(number),
        double number => Double(number),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        DateTime time => $"new global::System.DateTime({time.Ticks.ToString(CultureInfo.InvariantCulture)}L)",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Default,
    };

    private static string Single(float value) => value switch
    {
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        0 when double.IsNegativeInfinity(1d / value) => "-0F",
        _ => value.ToString("G9", CultureInfo.InvariantCulture) + "F",
    };

    private static string Double(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        0 when double.IsNegativeInfinity(1 / value) => "-0D",
        _ => Shortest(value) + "D",
    };

    // "R" alone loses digits on .NET Framework, "G17" alone is hard to read.
    private static string Shortest(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        bool isExact = double.Parse(text, CultureInfo.InvariantCulture) == value;
        return isExact ? text : value.ToString("G17", CultureInfo.InvariantCulture);
    }
}
