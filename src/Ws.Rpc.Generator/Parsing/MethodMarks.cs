using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Reads what a method's marks say beside its name.</summary>
internal static class MethodMarks
{
    public static bool IsAcknowledged(IMethodSymbol method) => Says(method, AttributeNames.AcknowledgedMember);

    public static bool IsIdempotent(IMethodSymbol method) => Says(method, AttributeNames.IdempotentMember);

    /// <summary>Whether the method is ordered: by itself, by the interface that declares it, or by the contract.</summary>
    public static bool IsOrdered(IMethodSymbol method, INamedTypeSymbol contract) =>
        HasOrder(method) || HasOrder(method.ContainingType) || HasOrder(contract);

    private static bool HasOrder(ISymbol symbol) => KnownTypes.Attribute(symbol, AttributeNames.OrderedClass) is not null;

    private static bool Says(IMethodSymbol method, string member) =>
        KnownTypes.Attribute(method, AttributeNames.MethodClass) is { } mark
        && KnownTypes.Argument(mark, member).Value is true;
}
