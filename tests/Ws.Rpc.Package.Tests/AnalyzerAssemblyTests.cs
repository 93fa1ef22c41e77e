using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace Ws.Rpc.Package.Tests;

[Collection(PackedFeedCollection.Name)]
public sealed class AnalyzerAssemblyTests(PackedFeed feed)
{
    // What a host with Roslyn 4.14 supplies. A reference above it would load here and fail in an older editor.
    private static readonly Dictionary<string, Version> s_compiler = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 14, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 14, 0, 0),
        ["System.Collections.Immutable"] = new(9, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
    };

    // An editor has more than the compiler, which would refuse to load a generator that asks for it.
    private static readonly Dictionary<string, Version> s_editor = new(s_compiler)
    {
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 14, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 14, 0, 0),
        ["System.Composition.AttributedModel"] = new(9, 0, 0, 0),
    };

    [Theory]
    [InlineData("Ws.Rpc.Generator", false)]
    [InlineData("Ws.Rpc.CodeFixes", true)]
    public void Component_references_only_what_the_oldest_host_supplies(string component, bool isForEditors)
    {
        Dictionary<string, Version> highest = isForEditors ? s_editor : s_compiler;
        using PackedPackage package = new(feed.PathOf("Ws.Rpc"));
        using PEReader assembly = new(package.Read($"analyzers/dotnet/cs/{component}.dll"));
        MetadataReader reader = assembly.GetMetadataReader();
        AssemblyName[] references =
            [.. reader.AssemblyReferences.Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName())];

        Assert.Contains(references, reference => reference.Name == "Microsoft.CodeAnalysis");
        Assert.All(references, reference =>
        {
            Assert.True(highest.TryGetValue(reference.Name!, out Version? supplied), $"No host supplies {reference.Name}.");
            Assert.True(reference.Version <= supplied, $"{reference} is above {supplied}.");
        });
    }
}
