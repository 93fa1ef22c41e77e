using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Reads what a method returns.</summary>
internal static class ReturnShape
{
    /// <summary>The kind; <see langword="null"/> where an RPC method cannot return that.</summary>
    public static ReturnKind? Of(IMethodSymbol method) => method.ReturnType switch
    {
        _ when method.RefKind != RefKind.None => null,
        { SpecialType: SpecialType.System_Void } => ReturnKind.Void,
        var type when KnownTypes.IsTask(type, 0) => ReturnKind.Task,
        var type when KnownTypes.IsValueTask(type, 0) => ReturnKind.ValueTask,
        var type when KnownTypes.IsTask(type, 1) => ReturnKind.TaskOfResult,
        var type when KnownTypes.IsValueTask(type, 1) => ReturnKind.ValueTaskOfResult,
        var type when KnownTypes.IsAsyncEnumerable(type) => ReturnKind.Stream,
        _ => null,
    };

    /// <summary>The type of the result, or of the items of a stream.</summary>
    public static ITypeSymbol? Result(IMethodSymbol method) =>
        Of(method) is ReturnKind.TaskOfResult or ReturnKind.ValueTaskOfResult or ReturnKind.Stream
            ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0]
            : null;

    public static bool IsNotification(IMethodSymbol method, ContractKind kind) => Of(method) switch
    {
        ReturnKind.Void => true,
        ReturnKind.Task or ReturnKind.ValueTask => kind == ContractKind.Callback && !MethodMarks.IsAcknowledged(method),
        _ => false,
    };
}
