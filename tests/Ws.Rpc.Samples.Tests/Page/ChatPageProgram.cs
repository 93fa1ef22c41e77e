using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.JavaScriptClients;
using Xunit;

namespace Ws.Rpc.Samples.Tests.Page;

/// <summary>The suites, which start the server and the console client of the chat by themselves.</summary>
public sealed class ChatPageProgram : IAsyncLifetime
{
    private readonly NodeFolder _folder = new();

    /// <summary>The names of the suites that tests run.</summary>
    public static IEnumerable<string> Suites { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Program", "suites"))
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public async Task InitializeAsync()
    {
        _folder.Add(Path.Combine(AppContext.BaseDirectory, "Program"));
        await _folder.InstallAsync();
    }

    public Task DisposeAsync()
    {
        _folder.Delete();
        return Task.CompletedTask;
    }

    /// <summary>Runs a suite to its good end.</summary>
    internal Task<string> RunAsync(string suite) => _folder.RunAsync(
        "node", "--test-reporter=spec", Path.Combine("suites", suite), Setting("ChatFolder"), Setting("Output"), Setting("ClientFolder"));

    private static string Setting(string name) => typeof(ChatPageProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == name).Value!;
}
