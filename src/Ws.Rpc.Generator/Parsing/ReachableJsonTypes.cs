using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>
/// The types that the serializer's generator meets from its roots on: elements, type arguments, properties, derived types. Meets
/// rather too many than too few, for it only serves to keep quiet.
/// </summary>
internal sealed class ReachableJsonTypes
{
    // Generic types may grow without end: whoever has so many is not judged.
    private const int Limit = 2000;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public void Add(ITypeSymbol type)
    {
        Stack<ITypeSymbol> waiting = new();
        waiting.Push(type);
        while (waiting.Count > 0 && _names.Count < Limit)
        {
            ITypeSymbol next = waiting.Pop();
            if (_names.Add(JsonTypeNames.Of(next)))
            {
                Visit(next, waiting);
            }
        }
    }

    public bool Contains(ITypeSymbol type) => _names.Count >= Limit || _names.Contains(JsonTypeNames.Of(type));

    private static void Visit(ITypeSymbol type, Stack<ITypeSymbol> waiting)
    {
        if (type is IArrayTypeSymbol array)
        {
            waiting.Push(array.ElementType);
        }

        if (type is not INamedTypeSymbol named)
        {
            return;
        }

        foreach (ITypeSymbol argument in named.TypeArguments)
        {
            waiting.Push(argument);
        }

        // The libraries' own types are known as wholes.
        if (type.SpecialType == SpecialType.None && !IsOfSystem(named))
        {
            VisitMembers(named, waiting);
        }
    }

    private static void VisitMembers(INamedTypeSymbol type, Stack<ITypeSymbol> waiting)
    {
        foreach (INamedTypeSymbol implemented in type.AllInterfaces)
        {
            foreach (ITypeSymbol argument in implemented.TypeArguments)
            {
                waiting.Push(argument);
            }
        }

        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { } mark
                && KnownTypes.Is(mark, JsonContextRules.Namespace, "JsonDerivedTypeAttribute")
                && attribute.ConstructorArguments is [{ Value: ITypeSymbol derived }, ..])
            {
                waiting.Push(derived);
            }
        }

        for (INamedTypeSymbol? current = type; current is not null && !IsOfSystem(current); current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers())
            {
                if (member is { IsStatic: false } and (IPropertySymbol or IFieldSymbol { AssociatedSymbol: null }))
                {
                    waiting.Push(member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type);
                }
            }
        }
    }

    private static bool IsOfSystem(INamedTypeSymbol type)
    {
        INamespaceSymbol? space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == nameof(System);
    }
}
