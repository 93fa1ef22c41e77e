using System.Text;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Names types as the serializer tells them apart: without nullability, tuple names and dynamic.</summary>
internal static class JsonTypeNames
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    /// <summary>The type as it stands in <c>typeof</c>.</summary>
    public static string Of(ITypeSymbol type)
    {
        StringBuilder text = new();
        foreach (SymbolDisplayPart part in type.ToDisplayParts(s_format))
        {
            text.Append(part.Kind == SymbolDisplayPartKind.Keyword && part.ToString() == "dynamic" ? "object" : part.ToString());
        }

        return text.ToString();
    }
}
