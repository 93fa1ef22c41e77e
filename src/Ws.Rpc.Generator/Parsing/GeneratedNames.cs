using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Names what is generated for a contract, different for each.</summary>
internal static class GeneratedNames
{
    public static string Class(INamedTypeSymbol contract)
    {
        string metadata = TypeNames.Metadata(contract);
        string name = metadata.Replace('.', '_').Replace('+', '_');
        bool isAmbiguous = metadata.IndexOf('_') >= 0 || metadata.IndexOf('+') >= 0;
        return isAmbiguous ? name + "_" + Hash(metadata) : name;
    }

    // Names of generated files are compared without regard to case, those of types are not: hence the hash.
    public static string Hint(INamedTypeSymbol contract)
    {
        string metadata = TypeNames.Metadata(contract);
        StringBuilder name = new();
        foreach (char c in metadata)
        {
            name.Append(char.IsLetterOrDigit(c) || c == '_' ? c : '.');
        }

        return $"{name}.{Hash(metadata)}.g.cs";
    }

    // FNV-1a: stable between processes, which string.GetHashCode is not.
    private static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
