using System;
using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>Names types in a document: by their own name, with a number behind it where another one has that already.</summary>
internal sealed class SchemaNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string Take(Type type)
    {
        string name = string.Concat(Of(type).Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        string free = name;
        for (int number = 2; !_taken.Add(free); number++)
        {
            free = name + number;
        }

        return free;
    }

    private static string Of(Type type)
    {
        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "Array";
        }

        int arity = type.Name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0
            ? type.Name
            : type.Name[..arity] + "Of" + string.Join("And", type.GetGenericArguments().Select(Of));
    }
}
