using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace Ws.Rpc.Architecture.Tests;

/// <summary>A compiled library of <c>src</c>, read without being loaded.</summary>
internal sealed class SourceAssembly
{
    private static readonly string[] s_names = ["Ws.Rpc", "Ws.Rpc.AspNetCore", "Ws.Rpc.Testing"];

    private SourceAssembly(string file)
    {
        Name = Path.GetFileNameWithoutExtension(file);
        Types = [.. AssemblyDefinition.ReadAssembly(file).MainModule.Types.Where(type => !IsCompilersOwn(type))];
    }

    /// <summary>The libraries, from beside these tests.</summary>
    public static IReadOnlyList<SourceAssembly> All { get; } =
        [.. s_names.Select(name => new SourceAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll")))];

    public string Name { get; }

    /// <summary>The outermost types, without those that the compiler adds for itself.</summary>
    public IReadOnlyList<TypeDefinition> Types { get; }

    public IEnumerable<TypeDefinition> TypesAndNested => Types.SelectMany(WithNested);

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) =>
        type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static bool IsCompilersOwn(TypeDefinition type) =>
        type.Name.StartsWith('<') || type.CustomAttributes.Any(one => one.AttributeType.Name == "EmbeddedAttribute")
        || (type.Namespace.Length == 0 && type.Name.StartsWith("__", StringComparison.Ordinal));
}
