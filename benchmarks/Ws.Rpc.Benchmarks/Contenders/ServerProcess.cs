using System;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>The server in its own process; it ends when its standard input does.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private ServerProcess(Process process, ServerAddress addresses)
    {
        _process = process;
        Addresses = addresses;
    }

    public ServerAddress Addresses { get; }

    public Uri Address => Addresses.Http1;

    /// <param name="sendBuffer">How many bytes its kernel keeps for a client; by default as many as it likes.</param>
    public static async Task<ServerProcess> StartAsync(int? sendBuffer = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("server");
        if (sendBuffer is { } bytes)
        {
            start.ArgumentList.Add(bytes.ToString(CultureInfo.InvariantCulture));
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException("The server process did not start.");
        string? address = await process.StandardOutput.ReadLineAsync();
        return new ServerProcess(
            process, ServerAddress.Parse(address ?? throw new InvalidOperationException("The server ended at once.")));
    }

    public Task<long> AllocatedAsync() => AskAsync("/allocated");

    public Task<long> HeapAsync() => AskAsync("/heap");

    public async Task<TimeSpan> CpuTimeAsync() => TimeSpan.FromTicks(await AskAsync("/cpu"));

    /// <summary>One of the numbers that the server tells.</summary>
    public async Task<long> AskAsync(string path) =>
        long.Parse(await _http.GetStringAsync(new Uri(Address, path)), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }
}
