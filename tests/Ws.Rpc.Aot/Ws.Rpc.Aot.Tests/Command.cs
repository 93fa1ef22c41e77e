using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Aot.Tests;

/// <summary>Runs a program as a user's shell would, within a bounded time.</summary>
internal static class Command
{
    /// <summary>Runs a command to its end.</summary>
    /// <returns>Its exit code, and what it wrote to both outputs.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, TimeSpan patience, params string[] command)
    {
        using Process process = Start(folder, command);
        using CancellationTokenSource deadline = new(patience);
        try
        {
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            Kill(process);
        }
    }

    public static Process Start(string folder, params string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test host runs inside a build, whose settings are not the program's.
        foreach (string name in start.Environment.Keys.Where(IsBuildSetting).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        return Process.Start(start)!;
    }

    public static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static bool IsBuildSetting(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_HOST_PATH";
}
