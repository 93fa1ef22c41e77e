using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Scenarios;

namespace Ws.Rpc.Chaos;

/// <summary>The scenarios that go on as long as one likes, so many times as long as in CI.</summary>
internal static class SoakRun
{
    private const string DefaultScale = "100";

    private static readonly string[] s_scenarios = [nameof(CutTests), nameof(ResumeTests), nameof(ChurnTests), nameof(CancelTests)];

    /// <summary>Runs them in the runner of tests, and gives its exit code.</summary>
    /// <param name="scale">How many times as long.</param>
    /// <param name="seed">What chance begins with; left out, another one for each day.</param>
    public static async Task<int> RunAsync(string? scale, string? seed)
    {
        string filter = string.Join('|', s_scenarios.Select(name => $"FullyQualifiedName~.{name}"));
        ProcessStartInfo start = new("dotnet", ["test", typeof(SoakRun).Assembly.Location, "--filter", filter])
        {
            Environment = { [ChaosSettings.ScaleName] = scale ?? DefaultScale },
        };
        if (seed is not null)
        {
            start.Environment[ChaosSettings.SeedName] = seed;
        }

        using Process runner = Process.Start(start)!;
        await runner.WaitForExitAsync();
        return runner.ExitCode;
    }
}
