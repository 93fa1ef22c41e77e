using System;
using System.IO;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Aot.Tests;

/// <summary>
/// The two programs, published once as native code into a folder outside of the tree; and as they were built with the tests, for
/// the runtime.
/// </summary>
public sealed class PublishedPrograms : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("ws-rpc-aot-").FullName;

    public static string RepositoryRoot { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(RepositoryRoot, "tests", "Ws.Rpc.Aot");

    /// <summary>The command that starts a program: itself, or the runtime with its assembly.</summary>
    public string[] CommandOf(string program, bool isNative) => isNative
        ? [PathOf(program)]
        : ["dotnet", Path.Combine(Folder, program, "bin", Configuration, "net10.0", program + ".dll")];

    public string PathOf(string program) =>
        Path.Combine(_root, program, program + (OperatingSystem.IsWindows() ? ".exe" : ""));

    public async Task InitializeAsync()
    {
        foreach (string program in new[] { "Aot.Server", "Aot.Client" })
        {
            (int exitCode, string output) = await Command.RunAsync(
                RepositoryRoot, TimeSpan.FromMinutes(10),
                "dotnet", "publish", Path.Combine(Folder, program), "-c", "Release", "--use-current-runtime", "--nologo",
                "--artifacts-path", Path.Combine(_root, "build"), "-o", Path.Combine(_root, program));

            Assert.True(
                exitCode == 0 && !output.Contains("warning", StringComparison.OrdinalIgnoreCase),
                "Native code needs a C compiler, clang or gcc, to be linked with." + Environment.NewLine + output);
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    private static string Configuration
    {
        get
        {
            foreach (AssemblyMetadataAttribute data in typeof(PublishedPrograms).Assembly
                .GetCustomAttributes<AssemblyMetadataAttribute>())
            {
                if (data is { Key: "Configuration", Value: { } value })
                {
                    return value;
                }
            }

            throw new InvalidOperationException("The project file tells the configuration.");
        }
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
