using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>The server as a process of its own, which can be told to stop as an orchestrator would.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int ExitCode => _process.ExitCode;

    /// <param name="port">Where to listen; 0 for any.</param>
    /// <param name="journal">The file in which it notes what it executes.</param>
    /// <param name="minThreads">How many threads its pool makes without delay; as many as there are processors by default.</param>
    public static async Task<ServerProcess> StartAsync(int port = 0, string? journal = null, int? minThreads = null)
    {
        string[] file = journal is null ? [] : [journal];
        ProcessStartInfo start = new("dotnet", [typeof(ServerProcess).Assembly.Location, "server", $"{port}", .. file])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        if (minThreads is { } threads)
        {
            // The runtime reads it as hexadecimal.
            start.Environment["DOTNET_ThreadPool_ForceMinWorkerThreads"] = $"{threads:x}";
        }

        Process process = Process.Start(start)!;
        string? address = await process.StandardOutput.ReadLineAsync().Within();
        Assert.NotNull(address);
        return new ServerProcess(process, new Uri(address));
    }

    /// <summary>SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync().Within();
    }

    /// <summary>SIGKILL: it does nothing more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().Within();
    }

    public Task WaitForExitAsync(TimeSpan within) => _process.WaitForExitAsync().WaitAsync(within);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().Within();
        }

        _process.Dispose();
    }
}
