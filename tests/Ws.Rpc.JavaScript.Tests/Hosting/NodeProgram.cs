using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.JavaScriptClients;
using Xunit;

namespace Ws.Rpc.JavaScript.Tests.Hosting;

/// <summary>The suites, with the client as npm installs it, and the servers that they ask for.</summary>
public sealed class NodeProgram : IAsyncLifetime
{
    private readonly NodeFolder _folder = new();
    private ControlServer? _control;

    /// <summary>The names of the suites that tests run.</summary>
    public static IEnumerable<string> Suites { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Program", "suites"))
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public async Task InitializeAsync()
    {
        _folder.Add(Path.Combine(AppContext.BaseDirectory, "Program"));
        _folder.Add(ClientFiles.Folder, "client");
        _folder.Add(Path.Combine(AppContext.BaseDirectory, "Guide"), "guide");
        await _folder.InstallAsync();
        string packed = await _folder.RunAsync("npm", "pack", "./client", "--silent");
        await _folder.RunAsync("npm", "install", "--no-save", "--offline", "--no-audit", "--no-fund", "./" + packed.Trim());
        _control = await ControlServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_control is not null)
        {
            await _control.DisposeAsync();
        }

        _folder.Delete();
    }

    /// <summary>Runs a suite to its good end.</summary>
    internal Task<string> RunAsync(string suite) => _folder.RunAsync(
        "node", "--test-reporter=spec", Path.Combine("suites", suite), _control!.Address);
}
