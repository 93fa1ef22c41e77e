using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Interop.Tests.JavaScriptClients;

/// <summary>A copy of a Node program in a place of its own, with the packages that its lock file names.</summary>
internal sealed class NodeFolder
{
    private const int OldestNode = 18;

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ws-rpc-javascript-");

    public string Path => _folder.FullName;

    public void Delete() => _folder.Delete(recursive: true);

    /// <summary>Copies a folder of files, those of its folders included.</summary>
    public void Add(string source, string target = "")
    {
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            FileInfo copy = new(System.IO.Path.Combine(Path, target, System.IO.Path.GetRelativePath(source, file)));
            copy.Directory!.Create();
            File.Copy(file, copy.FullName);
        }
    }

    public async Task InstallAsync()
    {
        string version = await RunAsync("node", "--version");
        Assert.True(
            Version.Parse(version.Trim().TrimStart('v')).Major >= OldestNode,
            $"These tests need Node {OldestNode} or later; the 'node' on the PATH is {version}");
        await RunAsync("npm", "ci", "--no-audit", "--no-fund");
    }

    /// <summary>Runs a command to its good end.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> RunAsync(string command, params string[] arguments)
    {
        using Process process = Start(command, arguments);
        using CancellationTokenSource deadline = new(s_limit);
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

    public Process Start(string command, params string[] arguments)
    {
        // On Windows npm is a script, which only the shell starts.
        bool script = OperatingSystem.IsWindows() && command == "npm";
        ProcessStartInfo start = script ? new("cmd", ["/c", command, .. arguments]) : new(command, arguments);
        start.WorkingDirectory = Path;
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
