using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Package.Tests;

/// <summary>
/// The packages of this tree, packed once into a folder outside of it, under a version of their own, with outputs of their own:
/// the build that runs these tests is left alone.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("ws-rpc-packages-").FullName;

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    public string Folder => Path.Combine(_root, "feed");

    public IReadOnlyList<string> PackageIds { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryRoot, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => File.ReadAllText(project).Contains("<IsPackable>true<", StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Order(StringComparer.Ordinal)];

    /// <summary>The packages that programs refer to; the others are run.</summary>
    public IEnumerable<string> LibraryIds => PackageIds.Where(id => id != "Ws.Rpc.Tool");

    internal static string RepositoryRoot { get; } = FindRoot();

    public string PathOf(string packageId, string extension = "nupkg") =>
        Path.Combine(Folder, $"{packageId}.{Version}.{extension}");

    public async Task InitializeAsync()
    {
        foreach (string id in PackageIds)
        {
            (int exitCode, string output) = await DotnetCommand.RunAsync(
                RepositoryRoot, null, "pack", Path.Combine("src", id, id + ".csproj"), "-c", "Release", "-o", Folder, "--nologo",
                "--artifacts-path", Path.Combine(_root, "build"), $"-p:Version={Version}", "-p:ContinuousIntegrationBuild=true");

            Assert.True(exitCode == 0 && !output.Contains("warning", StringComparison.OrdinalIgnoreCase), output);
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ws.Rpc.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("These tests run from within the repository: Ws.Rpc.sln was not found above them.");
    }
}
