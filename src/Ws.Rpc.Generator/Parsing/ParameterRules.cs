using System;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Decides what a method of a contract may take.</summary>
internal static class ParameterRules
{
    // The reader of arguments marks those it has seen in the bits of one word.
    private const int MaxParameters = 64;

    public static void Check(IMethodSymbol method, Action<Finding> report)
    {
        if (method.IsVararg)
        {
            report(new Finding(
                Descriptors.ParameterType, method, FindingPart.Name, "__arglist", method.Name, "its arguments have no types"));
        }

        int travelling = 0;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (!KnownTypes.IsCancellationToken(parameter.Type))
            {
                travelling++;
            }

            string? problem = Problem(parameter);
            if (problem is null && travelling == MaxParameters + 1)
            {
                problem = "a method sends at most 64 arguments";
                travelling++;
            }

            if (problem is not null)
            {
                report(new Finding(
                    Descriptors.ParameterType, parameter, FindingPart.Name, parameter.Name, method.Name, problem));
            }
            else if (!DefaultExpression.IsReproducible(parameter))
            {
                report(new Finding(Descriptors.DefaultValue, parameter, FindingPart.Name, parameter.Name));
            }
        }
    }

    private static string? Problem(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.Ref } => "it is passed by 'ref'",
        { RefKind: RefKind.Out } => "it is passed by 'out'",
        { RefKind: RefKind.In } => "it is passed by 'in'",
        { RefKind: not RefKind.None } => "it is passed by reference",
        { Type.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a pointer means nothing to another process",
        { Type.IsRefLikeType: true } => "a ref struct lives on the stack; take an array instead",
        _ when KnownTypes.IsAsyncEnumerable(parameter.Type) && KnownTypes.IsAsyncEnumerable(KnownTypes.Item(parameter.Type))
            => "the items of a stream cannot be streams",
        _ => null,
    };
}
