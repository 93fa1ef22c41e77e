using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.Architecture.Tests;

/// <summary>The names of the types of our libraries, without their type parameters.</summary>
internal static class SourceTypes
{
    private static readonly HashSet<string> s_names =
        [.. SourceAssembly.All.SelectMany(assembly => assembly.TypesAndNested).Select(type => type.Name.Split('`')[0])];

    /// <summary>Whether there is such a type; attributes may go without their suffix.</summary>
    public static bool Exists(string name) => s_names.Contains(name) || s_names.Contains(name + "Attribute");
}
