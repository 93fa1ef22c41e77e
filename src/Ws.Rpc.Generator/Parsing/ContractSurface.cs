using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>A contract as its author wrote it: the interface, its mark, and the members of it and its bases.</summary>
internal sealed class ContractSurface
{
    private ContractSurface(INamedTypeSymbol symbol, ContractKind kind, AttributeData mark)
    {
        Symbol = symbol;
        Kind = kind;
        Mark = mark;
        Prefix = KnownTypes.Argument(mark, AttributeNames.PrefixMember).Value as string ?? "";
        Callback = KnownTypes.Argument(mark, AttributeNames.CallbackMember).Value as ITypeSymbol;
        JsonContext = KnownTypes.Argument(mark, AttributeNames.JsonContextMember).Value as ITypeSymbol;
        Members = [.. MembersOf(symbol)];
        Methods = [.. MethodsOf(Members)];
    }

    public INamedTypeSymbol Symbol { get; }

    public ContractKind Kind { get; }

    public AttributeData Mark { get; }

    public string Prefix { get; }

    public ITypeSymbol? Callback { get; }

    public ITypeSymbol? JsonContext { get; }

    /// <summary>Gets the members, the interface's own first.</summary>
    public IReadOnlyList<ISymbol> Members { get; }

    /// <summary>Gets the members that are called over the wire.</summary>
    public IReadOnlyList<IMethodSymbol> Methods { get; }

    public static ContractSurface? Read(INamedTypeSymbol symbol, ContractKind kind)
    {
        string name = kind == ContractKind.Hub ? AttributeNames.HubClass : AttributeNames.CallbackClass;
        return KnownTypes.Attribute(symbol, name) is { } mark ? new ContractSurface(symbol, kind, mark) : null;
    }

    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol symbol)
    {
        foreach (ISymbol member in symbol.GetMembers())
        {
            yield return member;
        }

        foreach (INamedTypeSymbol @base in symbol.AllInterfaces)
        {
            foreach (ISymbol member in @base.GetMembers())
            {
                yield return member;
            }
        }
    }

    private static IEnumerable<IMethodSymbol> MethodsOf(IReadOnlyList<ISymbol> members)
    {
        foreach (ISymbol member in members)
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsAbstract: true, IsStatic: false } method)
            {
                yield return method;
            }
        }
    }
}
