using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization.Metadata;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>
/// Measures a type before its schema is made. The exporter writes types out wherever they occur, and only a type within itself
/// as a reference: a few dozen that know each other would have no end.
/// </summary>
internal sealed class SchemaSize
{
    private const int MostNodes = 4096;

    // The exporter refuses what is deeper than the serializer's default, and counts a property's type twice.
    private const int Deepest = 24;

    private readonly HashSet<Type> _open = [];
    private int _nodes;

    private SchemaSize()
    {
    }

    public static bool Fits(JsonTypeInfo type) => new SchemaSize().Visit(type);

    private bool Visit(JsonTypeInfo type)
    {
        if (++_nodes > MostNodes || _open.Count > Deepest)
        {
            return false;
        }

        if (!_open.Add(type.Type))
        {
            return true;
        }

        bool fits = Parts(type).All(part => !type.Options.TryGetTypeInfo(part, out JsonTypeInfo? known) || Visit(known));
        _open.Remove(type.Type);
        return fits;
    }

    private static IEnumerable<Type> Parts(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.CustomConverter is null && (property.Get is not null || property.Set is not null))
            {
                yield return property.PropertyType;
            }
        }

        if (type.ElementType is { } element)
        {
            yield return element;
        }

        foreach (var derived in type.PolymorphismOptions?.DerivedTypes ?? [])
        {
            if (derived.DerivedType != type.Type)
            {
                yield return derived.DerivedType;
            }
        }
    }
}
