using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Interop.Tests.JavaScriptClients;

/// <summary>vscode-jsonrpc on a WebSocket in a process of its own, which plays one scenario and tells what it sees.</summary>
internal sealed class JavaScriptPeer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public JavaScriptPeer(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The next line that the scenario says.</summary>
    public async Task<string> NextAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync().Within();
        return line ?? throw new InvalidOperationException($"The scenario ended early. {await _errors.Within()}");
    }

    /// <summary>Lets a scenario go on that waits for the test.</summary>
    public async Task GoOnAsync()
    {
        await _process.StandardInput.WriteLineAsync().Within();
        await _process.StandardInput.FlushAsync().Within();
    }

    /// <summary>What the scenario says from here to its end, which has to be a good one without complaints of the library.</summary>
    public async Task<IReadOnlyList<string>> RestAsync()
    {
        string rest = await _process.StandardOutput.ReadToEndAsync().Within();
        await _process.WaitForExitAsync().Within();
        string errors = await _errors.Within();
        Assert.True(_process.ExitCode == 0 && errors.Length == 0, $"Exit code {_process.ExitCode}. {errors}{rest}");
        return rest.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _errors.Within();
        _process.Dispose();
    }
}
