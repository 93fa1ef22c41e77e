using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Diagnostics;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Decides what shape a method of a contract may have.</summary>
internal static class MethodRules
{
    private const string ExpectedReturn =
        "an RPC method must return void, Task, Task<T>, ValueTask, ValueTask<T> or IAsyncEnumerable<T>";
    private const string NoNestedStreams =
        "a stream is the whole result: return IAsyncEnumerable<T> itself, with items that are no streams";

    public static void Check(ContractSurface contract, IMethodSymbol method, Action<Finding> report)
    {
        if (!Accessibilities.IsReachable(method, contract.Symbol))
        {
            report(new Finding(Descriptors.InaccessibleContract, method, FindingPart.Name, method.Name));
        }

        if (method.Arity > 0)
        {
            report(new Finding(Descriptors.GenericMethod, method, FindingPart.Name, method.Name));

            // Its other types may depend on the type parameters.
            return;
        }

        CheckReturn(method, report);
        CheckAcknowledged(method, report);
        if (ReturnShape.IsNotification(method, contract.Kind))
        {
            CheckNotification(method, report);
        }
        else
        {
            CheckCancellation(method, report);
        }

        ParameterRules.Check(method, report);
    }

    private static void CheckReturn(IMethodSymbol method, Action<Finding> report)
    {
        if (ErrorTypes.IsIn(method.ReturnType))
        {
            return;
        }

        string? problem = ReturnShape.Of(method) is null ? ExpectedReturn : null;
        problem = ReturnShape.Result(method) is { } result && KnownTypes.IsAsyncEnumerable(result) ? NoNestedStreams : problem;
        if (problem is not null)
        {
            string type = method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            type = method.RefKind == RefKind.None ? type : "ref " + type;
            report(new Finding(Descriptors.ReturnType, method, FindingPart.ReturnType, method.Name, type, problem));
        }
    }

    private static void CheckAcknowledged(IMethodSymbol method, Action<Finding> report)
    {
        if (ReturnShape.Of(method) == ReturnKind.Void && MethodMarks.IsAcknowledged(method))
        {
            report(new Finding(Descriptors.AcknowledgedVoid, method, FindingPart.ReturnType, method.Name));
        }
    }

    // What belongs to a call that lasts: a notification is over when it is sent.
    private static void CheckNotification(IMethodSymbol method, Action<Finding> report)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            string? kind = KnownTypes.IsCancellationToken(parameter.Type) ? "a CancellationToken"
                : KnownTypes.IsProgress(parameter.Type) ? "an IProgress<T>"
                : KnownTypes.IsAsyncEnumerable(parameter.Type) ? "a stream"
                : null;
            if (kind is not null)
            {
                report(new Finding(Descriptors.CancellableNotification, parameter, FindingPart.Name, method.Name, kind));
                return;
            }
        }
    }

    private static void CheckCancellation(IMethodSymbol method, Action<Finding> report)
    {
        List<IParameterSymbol> tokens = [.. method.Parameters.Where(p => KnownTypes.IsCancellationToken(p.Type))];
        if (tokens.Count == 0)
        {
            CheckCancellable(method, report);
        }
        else if (tokens.Count > 1)
        {
            report(new Finding(Descriptors.SeveralCancellationTokens, tokens[1], FindingPart.Name, method.Name));
        }
        else if (!IsLast(method, tokens[0]))
        {
            report(new Finding(Descriptors.CancellationTokenNotLast, tokens[0], FindingPart.Name, method.Name));
        }
    }

    // A method that returns what it cannot has another problem.
    private static void CheckCancellable(IMethodSymbol method, Action<Finding> report)
    {
        if (ReturnShape.Of(method) is not null)
        {
            report(new Finding(Descriptors.NotCancellable, method, FindingPart.Name, method.Name));
        }
    }

    // The language wants a params array to be the last.
    private static bool IsLast(IMethodSymbol method, IParameterSymbol token)
    {
        int last = method.Parameters.Length - 1;
        return token.Ordinal == (method.Parameters[last].IsParams ? last - 1 : last);
    }
}
