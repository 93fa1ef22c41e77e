using System;
using System.Linq;

namespace Ws.Rpc.CompilerServices;

/// <summary>Writes a type as C# does, for a message that tells the user what to write.</summary>
internal static class RpcTypeText
{
    public static string Of(Type type)
    {
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        string name = (type.FullName ?? type.Name).Replace('+', '.');
        if (!type.IsGenericType)
        {
            return name;
        }

        // Arguments of the types around it stand among its own, and only there.
        string arguments = string.Join(", ", type.GetGenericArguments().Select(Of));
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{arguments}>";
    }
}
