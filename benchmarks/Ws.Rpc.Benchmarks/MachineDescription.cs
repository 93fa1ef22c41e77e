using System;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks;

/// <summary>On what, when and how often was measured.</summary>
internal static class MachineDescription
{
    public static async Task TellAsync(RunSettings settings)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Beside every peer, {now:yyyy-MM-dd}

            `dotnet run -c Release --project benchmarks/Ws.Rpc.Benchmarks -- all`

            {Environment.ProcessorCount} × {Processor()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GB,
            {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}. Server and client in two processes on
            loopback, no TLS, logging off, each library's defaults (but for a limit that lets 1 MB pass). Each contender is warmed up for
            {settings.WarmUp.TotalSeconds:N0} s; then {settings.Rounds} interleaved rounds of {settings.Round.TotalSeconds:N1} s. Figures are medians of the rounds, and
            ratios (ours to theirs) medians of the rounds' ratios.
            """));
    }

    private static string Processor()
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? $"{RuntimeInformation.ProcessArchitecture} processor";
    }
}
