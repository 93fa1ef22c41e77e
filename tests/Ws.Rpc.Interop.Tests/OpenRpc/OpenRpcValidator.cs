using System;
using System.IO;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.JavaScriptClients;
using Xunit;

namespace Ws.Rpc.Interop.Tests.OpenRpc;

/// <summary>The npm package <c>@open-rpc/schema-utils-js</c>, installed once.</summary>
public sealed class OpenRpcValidator : IAsyncLifetime
{
    private readonly NodeFolder _folder = new();

    public async Task InitializeAsync()
    {
        _folder.Add(Path.Combine(AppContext.BaseDirectory, "OpenRpc", "Program"));
        await _folder.InstallAsync();
    }

    public Task DisposeAsync()
    {
        _folder.Delete();
        return Task.CompletedTask;
    }

    /// <summary>Validates a document as it stands.</summary>
    internal Task<string> ValidateAsync(string document) => RunAsync(document, "false");

    /// <summary>Validates it with all references resolved, and a call of each kind by it.</summary>
    internal Task<string> ResolveAsync(string document, string method, string good, string bad) =>
        RunAsync(document, "true", method, good, bad);

    private async Task<string> RunAsync(string document, params string[] arguments)
    {
        string file = Path.Combine(_folder.Path, $"{Guid.NewGuid()}.json");
        await File.WriteAllTextAsync(file, document);
        return await _folder.RunAsync("node", ["validate.js", file, .. arguments]);
    }
}
