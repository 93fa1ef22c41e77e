using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Ws.Rpc.Generator.Parsing;

namespace Ws.Rpc.Generator.Analyzers;

/// <summary>Decides whom a call on a proxy of clients reaches.</summary>
internal static class Receivers
{
    private static readonly ImmutableHashSet<string> s_many = ImmutableHashSet.Create(
        "All", "Others", "AllExcept", "Clients", "User", "Users", "Room", "Rooms", "OthersInRoom");

    /// <summary>Whether it reaches many for certain: in doubt the runtime speaks.</summary>
    public static bool IsMany(IOperation? receiver) => receiver switch
    {
        null => false,
        IConversionOperation or IParenthesizedOperation => IsMany(Unwrap(receiver)),
        IPropertyReferenceOperation property => IsMany(property.Property),
        IInvocationOperation call => IsMany(call.TargetMethod),
        IConditionalAccessInstanceOperation instance => IsMany(Accessed(instance)),
        ILocalReferenceOperation local => IsMany(Initializer(local)),
        _ => false,
    };

    public static IOperation Unwrap(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Unwrap(conversion.Operand),
        IParenthesizedOperation parenthesized => Unwrap(parenthesized.Operand),
        _ => operation,
    };

    private static bool IsMany(ISymbol member) =>
        s_many.Contains(member.Name)
        && member.ContainingType.OriginalDefinition is var owner
        && (KnownTypes.Is(owner, "Ws.Rpc.AspNetCore", "IRpcClients", 1)
            || KnownTypes.Is(owner, "Ws.Rpc.AspNetCore", "IRpcCallerClients", 1));

    private static IOperation? Accessed(IConditionalAccessInstanceOperation instance)
    {
        IOperation? operation = instance.Parent;
        while (operation is not null && operation is not IConditionalAccessOperation)
        {
            operation = operation.Parent;
        }

        return (operation as IConditionalAccessOperation)?.Operation;
    }

    // What a local was declared with, if nothing else is ever put into it.
    private static IOperation? Initializer(ILocalReferenceOperation reference)
    {
        IOperation root = reference;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        IOperation? value = null;
        foreach (IOperation operation in root.Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && Same(declarator.Symbol, reference.Local))
            {
                value = declarator.GetVariableInitializer()?.Value;
            }
            else if (Writes(operation, reference.Local))
            {
                return null;
            }
        }

        return value;
    }

    private static bool Writes(IOperation operation, ILocalSymbol local) => operation switch
    {
        IAssignmentOperation assignment => assignment.Target.DescendantsAndSelf().Any(target => Is(target, local)),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => Is(argument.Value, local),
        _ => false,
    };

    private static bool Is(IOperation operation, ILocalSymbol local) =>
        operation is ILocalReferenceOperation reference && Same(reference.Local, local);

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
