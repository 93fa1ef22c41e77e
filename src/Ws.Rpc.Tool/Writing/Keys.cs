using System;
using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.Tool.Writing;

/// <summary>Names and texts as JavaScript writes them.</summary>
internal static class Keys
{
    // Those that C# takes for names, as they are or behind an @.
    private static readonly HashSet<string> s_reserved =
    [
        "arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete",
        "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if", "implements",
        "import", "in", "instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public",
        "return", "static", "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while",
        "with", "yield",
    ];

    public static string Of(string name) =>
        name.Length > 0 && !char.IsDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$')
            ? name
            : Quoted(name);

    /// <summary>The name of a parameter, which only people read; one that is taken gets a line behind it.</summary>
    public static string Parameter(string name, IEnumerable<string>? others = null) =>
        s_reserved.Contains(name) || others?.Contains(name) == true ? Parameter(name + "_", others) : name;

    public static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
