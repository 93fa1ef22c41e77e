using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Decides whether two declarations, from two interfaces, are one method on the wire.</summary>
internal static class MethodIdentity
{
    public static bool Same(IMethodSymbol left, IMethodSymbol right, INamedTypeSymbol contract)
    {
        if (left.Name != right.Name
            || left.Parameters.Length != right.Parameters.Length
            || !Same(left.ReturnType, right.ReturnType)
            || MethodMarks.IsAcknowledged(left) != MethodMarks.IsAcknowledged(right)
            || MethodMarks.IsIdempotent(left) != MethodMarks.IsIdempotent(right)
            || MethodMarks.IsOrdered(left, contract) != MethodMarks.IsOrdered(right, contract))
        {
            return false;
        }

        for (int i = 0; i < left.Parameters.Length; i++)
        {
            if (!Same(left.Parameters[i], right.Parameters[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Same(IParameterSymbol left, IParameterSymbol right) =>
        left.Name == right.Name
        && left.RefKind == right.RefKind
        && left.IsParams == right.IsParams
        && Same(left.Type, right.Type)
        && DefaultExpression.Of(left) == DefaultExpression.Of(right);

    private static bool Same(ITypeSymbol left, ITypeSymbol right) =>
        SymbolEqualityComparer.IncludeNullability.Equals(left, right);
}
