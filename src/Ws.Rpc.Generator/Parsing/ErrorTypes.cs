using System.Linq;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Finds types that the compiler does not know: it has said so, and generated code would only repeat it.</summary>
internal static class ErrorTypes
{
    public static bool AreIn(ContractSurface surface) =>
        (surface.Callback is not null && IsIn(surface.Callback))
        || surface.Symbol.AllInterfaces.Any(IsIn)
        || surface.Methods.Any(method => IsIn(method.ReturnType) || method.Parameters.Any(parameter => IsIn(parameter.Type)));

    public static bool IsIn(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => IsIn(array.ElementType),
        IPointerTypeSymbol pointer => IsIn(pointer.PointedAtType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsIn) || (named.ContainingType is { } outer && IsIn(outer)),
        _ => false,
    };
}
