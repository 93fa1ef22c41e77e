using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ws.Rpc.Tool.Reading;

/// <summary>
/// Finds what an assembly refers to: among the references that were given, beside it, among the packages that its
/// <c>.deps.json</c> names, and in this program's own framework.
/// </summary>
internal sealed class ReferenceResolver : MetadataAssemblyResolver
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);

    public ReferenceResolver(string assembly, IReadOnlyList<string> references)
    {
        string folder = Path.GetDirectoryName(assembly)!;
        Add([assembly]);
        Add(Directory.EnumerateFiles(folder, "*.dll"));
        Add(Packages(Path.ChangeExtension(assembly, ".deps.json")));

        // Whole assemblies before those that a build refers to: MetadataLoadContext wants one core library for all.
        Add(Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll"));
        Add(references);
    }

    public override Assembly? Resolve(MetadataLoadContext context, AssemblyName assemblyName) =>
        _paths.TryGetValue(assemblyName.Name!, out string? path) ? context.LoadFromAssemblyPath(path) : null;

    private static IEnumerable<string> Packages(string file)
    {
        if (!File.Exists(file))
        {
            yield break;
        }

        string root = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement targets = document.RootElement.GetProperty("targets");
        foreach (JsonProperty library in targets.EnumerateObject().SelectMany(one => one.Value.EnumerateObject()))
        {
            if (library.Value.TryGetProperty("runtime", out JsonElement files))
            {
                foreach (JsonProperty one in files.EnumerateObject())
                {
#pragma warning disable CA1308 // Packages lie in folders with lower case names.
                    yield return Path.Combine(root, library.Name.ToLowerInvariant(), one.Name);
#pragma warning restore CA1308
                }
            }
        }
    }

    private void Add(IEnumerable<string> paths)
    {
        foreach (string path in paths.Where(File.Exists))
        {
            _paths.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }
    }
}
