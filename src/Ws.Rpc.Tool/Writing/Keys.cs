using System;
using System.Linq;

namespace Ws.Rpc.Tool.Writing;

/// <summary>Names and texts as JavaScript writes them.</summary>
internal static class Keys
{
    public static string Of(string name) =>
        name.Length > 0 && !char.IsDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$')
            ? name
            : Quoted(name);

    public static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
