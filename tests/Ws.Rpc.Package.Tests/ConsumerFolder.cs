using System;
using System.IO;
using System.Threading.Tasks;

namespace Ws.Rpc.Package.Tests;

/// <summary>
/// The consumer's solution, copied to a place of its own: it sees the packed files, the machine's package sources and a package
/// cache of its own, and nothing of this repository.
/// </summary>
internal sealed class ConsumerFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ws-rpc-consumer-").FullName;
    private readonly PackedFeed _feed;

    public ConsumerFolder(PackedFeed feed)
    {
        _feed = feed;
        string source = Path.Combine(PackedFeed.RepositoryRoot, "tests", "Ws.Rpc.Package.Tests", "Consumer");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(_root, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.WriteAllText(Path.Combine(_root, "Directory.Build.props"), "<Project />");
        File.WriteAllText(
            Path.Combine(_root, "NuGet.config"),
            $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{feed.Folder}" />
              </packageSources>
            </configuration>
            """);
    }

    public Task<(int ExitCode, string Output)> BuildAsync(string project, params string[] arguments) => DotnetCommand.RunAsync(
        Path.Combine(_root, project), PackageCache,
        ["build", "-c", "Release", "--nologo", $"-p:PackedVersion={_feed.Version}", .. arguments]);

    public Task<(int ExitCode, string Output)> PublishAsync(string project, string folder) => DotnetCommand.RunAsync(
        Path.Combine(_root, project), PackageCache,
        "publish", "-c", "Release", "--nologo", $"-p:PackedVersion={_feed.Version}", "-o", Path.Combine(_root, folder));

    public string OutputOf(string project) => Path.Combine(_root, project, "bin", "Release", "net10.0", project + ".dll");

    public string Folder => _root;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string PackageCache => Path.Combine(_root, "packages");
}
