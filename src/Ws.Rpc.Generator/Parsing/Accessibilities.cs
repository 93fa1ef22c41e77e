using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Decides what generated code, which stands elsewhere in the same assembly, may name.</summary>
internal static class Accessibilities
{
    public static bool IsReachable(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || !IsWide(current.DeclaredAccessibility))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsReachable(IMethodSymbol method, INamedTypeSymbol contract) =>
        method.DeclaredAccessibility == Accessibility.Public
        || (IsWide(method.DeclaredAccessibility)
            && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, contract.ContainingAssembly));

    private static bool IsWide(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
}
