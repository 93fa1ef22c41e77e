using System;
using System.Runtime.CompilerServices;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The types in whose values there is nothing to check: numbers, texts, times and the like.</summary>
internal static class PlainTypes
{
    public static bool Contains(Type type)
    {
        Type value = Nullable.GetUnderlyingType(type) ?? type;
        return value.IsPrimitive
            || value.IsEnum
            || value == typeof(string)
            || (value.IsArray && Contains(value.GetElementType()!))
            || IsOfFramework(value);
    }

    // Tuples and collections are the framework's, too, and hold what is not.
    private static bool IsOfFramework(Type type) =>
        type != typeof(object)
        && type.Namespace is "System" or "System.Text.Json" or "System.Text.Json.Nodes" or "System.Numerics" or "System.Net"
        && !typeof(ITuple).IsAssignableFrom(type);
}
