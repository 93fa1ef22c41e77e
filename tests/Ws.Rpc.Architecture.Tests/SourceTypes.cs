using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Ws.Rpc.Architecture.Tests;

/// <summary>The names of the types of our libraries, without their type parameters: those in C#, and those for JavaScript.</summary>
internal static partial class SourceTypes
{
    private static readonly HashSet<string> s_names =
    [
        .. SourceAssembly.All.SelectMany(assembly => assembly.TypesAndNested).Select(type => type.Name.Split('`')[0]),
        .. ExportedName().Matches(Repository.Read("src/Ws.Rpc.JavaScript/ws-rpc.d.ts")).Select(export => export.Groups[1].Value),
    ];

    /// <summary>Whether there is such a type; attributes may go without their suffix.</summary>
    public static bool Exists(string name) => s_names.Contains(name) || s_names.Contains(name + "Attribute");

    [GeneratedRegex(@"^export (?:class|interface|type|const) (\w+)", RegexOptions.Multiline)]
    private static partial Regex ExportedName();
}
