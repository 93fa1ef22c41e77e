using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>
/// Knows the assemblies that the compilation references by an alias only, whose types cannot be named from <c>global::</c>.
/// </summary>
internal sealed class ExternAliases
{
    private readonly Compilation _compilation;
    private readonly SortedSet<string> _used = new(StringComparer.Ordinal);

    private ExternAliases(Compilation compilation) => _compilation = compilation;

    /// <summary>Gets the aliases that were asked for.</summary>
    public IEnumerable<string> Used => _used;

    /// <summary><see langword="null"/> where there are none, which is nearly everywhere.</summary>
    public static ExternAliases? In(Compilation compilation) =>
        compilation.References.Any(reference => !reference.Properties.Aliases.IsDefaultOrEmpty)
            ? new ExternAliases(compilation)
            : null;

    /// <summary>The alias of an assembly; <see langword="null"/> where it is in the global namespace.</summary>
    public string? Of(IAssemblySymbol? assembly)
    {
        ImmutableArray<string> aliases = assembly is null
            ? default
            : _compilation.GetMetadataReference(assembly)?.Properties.Aliases ?? default;
        if (aliases.IsDefaultOrEmpty || aliases.Contains(MetadataReferenceProperties.GlobalAlias))
        {
            return null;
        }

        string alias = TypeNames.Escaped(aliases[0]);
        _used.Add(alias);
        return alias;
    }
}
