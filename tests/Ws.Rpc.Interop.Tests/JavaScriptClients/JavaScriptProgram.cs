using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Interop.Tests.JavaScriptClients;

/// <summary>The Node program of these tests, once copied to a place of its own with the packages that its lock file names.</summary>
public sealed class JavaScriptProgram : IAsyncLifetime
{
    private const int OldestNode = 18;

    private static readonly TimeSpan s_installLimit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ws-rpc-javascript-");

    public async Task InitializeAsync()
    {
        string source = Path.Combine(AppContext.BaseDirectory, "JavaScriptClients", "Program");
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }

        string version = await RunAsync("node", "--version");
        Assert.True(
            Version.Parse(version.Trim().TrimStart('v')).Major >= OldestNode,
            $"These tests need Node {OldestNode} or later; the 'node' on the PATH is {version}");
        await RunAsync("npm", "ci", "--no-audit", "--no-fund");
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Runs a scenario, an exported function of one of the program's files.</summary>
    internal JavaScriptPeer Start(Uri server, string file, string scenario) =>
        new(StartProcess("node", "main.js", server.ToString(), file, scenario));

    private async Task<string> RunAsync(string command, params string[] arguments)
    {
        using Process process = StartProcess(command, arguments);
        using CancellationTokenSource deadline = new(s_installLimit);
        try
        {
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            string said = await output;
            Assert.True(process.ExitCode == 0, $"'{command} {string.Join(' ', arguments)}' failed: {await errors}{said}");
            return said;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private Process StartProcess(string command, params string[] arguments)
    {
        // On Windows npm is a script, which only the shell starts.
        bool script = OperatingSystem.IsWindows() && command == "npm";
        ProcessStartInfo start = script ? new("cmd", ["/c", command, .. arguments]) : new(command, arguments);
        start.WorkingDirectory = _folder.FullName;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        start.Environment["NODE_NO_WARNINGS"] = "1";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                $"These tests need Node {OldestNode} or later with npm; there is no '{command}' on the PATH.", missing);
        }
    }
}
