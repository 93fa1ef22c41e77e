using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Finds what the methods of a contract send: results, arguments, and the items of what is sent bit by bit.</summary>
internal static class Payloads
{
    public static IEnumerable<Payload> Of(ContractSurface contract)
    {
        foreach (IMethodSymbol method in contract.Methods)
        {
            if (method.Arity > 0)
            {
                continue;
            }

            if (Result(method) is { } result && CanTravel(result))
            {
                yield return new Payload(result, method, method, FindingPart.ReturnType);
            }

            foreach (IParameterSymbol parameter in method.Parameters)
            {
                if (parameter.RefKind == RefKind.None && Argument(parameter) is { } argument && CanTravel(argument))
                {
                    yield return new Payload(argument, method, parameter, FindingPart.ParameterType);
                }
            }
        }
    }

    private static ITypeSymbol? Result(IMethodSymbol method) => KnownTypes.IsAsyncEnumerable(method.ReturnType)
        ? Item(method.ReturnType)
        : ReturnShape.Result(method);

    private static ITypeSymbol? Argument(IParameterSymbol parameter) => parameter switch
    {
        _ when KnownTypes.IsCancellationToken(parameter.Type) => null,
        { IsParams: true, Type: IArrayTypeSymbol array } => array.ElementType,
        _ when KnownTypes.IsAsyncEnumerable(parameter.Type) || KnownTypes.IsProgress(parameter.Type) => Item(parameter.Type),
        _ => parameter.Type,
    };

    private static ITypeSymbol Item(ITypeSymbol type) => ((INamedTypeSymbol)type).TypeArguments[0];

    // Of the others the compiler or another rule speaks.
    private static bool CanTravel(ITypeSymbol type) =>
        !ErrorTypes.IsIn(type)
        && !type.IsRefLikeType
        && !KnownTypes.IsAsyncEnumerable(type)
        && type.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.TypeParameter);
}
