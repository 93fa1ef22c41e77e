using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Interop.Tests.JavaScriptClients;

/// <summary>The Node program of these tests, once copied to a place of its own with the packages that its lock file names.</summary>
public sealed class JavaScriptProgram : IAsyncLifetime
{
    private readonly NodeFolder _folder = new();

    public Task InitializeAsync()
    {
        _folder.Add(Path.Combine(AppContext.BaseDirectory, "JavaScriptClients", "Program"));
        return _folder.InstallAsync();
    }

    public Task DisposeAsync()
    {
        _folder.Delete();
        return Task.CompletedTask;
    }

    /// <summary>Runs a scenario, an exported function of one of the program's files.</summary>
    internal JavaScriptPeer Start(Uri server, string file, string scenario) =>
        new(_folder.Start("node", "main.js", server.ToString(), file, scenario));
}
