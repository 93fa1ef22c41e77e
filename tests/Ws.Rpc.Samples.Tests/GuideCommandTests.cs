using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Ws.Rpc.Samples.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Samples.Tests;

/// <summary>What the guide tells to type does what it says: run as built, and on a port of its own.</summary>
public sealed partial class GuideCommandTests
{
    [Fact]
    public async Task Document_of_a_hub_is_where_the_guide_says()
    {
        string guide = await File.ReadAllTextAsync(Path.Combine(Setting("RepositoryRoot"), "docs", "guide", "openrpc.md"));
        Match run = RunCommand().Match(guide);
        Match curl = CurlCommand().Match(guide);
        Assert.True(run.Success && curl.Success, "The guide has other commands.");

        using Process server = Start(run.Groups["project"].Value, run.Groups["arguments"].Value);
        try
        {
            string address = await AddressOf(server).Within();
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            JsonNode document = JsonNode.Parse(await http.GetStringAsync(curl.Groups["path"].Value).Within())!;

            Assert.NotEmpty(document["methods"]!.AsArray());
        }
        finally
        {
            server.Kill();
        }
    }

    [GeneratedRegex(@"^dotnet run --project (?<project>\S+) -- (?<arguments>.+)$", RegexOptions.Multiline)]
    private static partial Regex RunCommand();

    [GeneratedRegex(@"^curl http://localhost:\d+(?<path>/\S+)$", RegexOptions.Multiline)]
    private static partial Regex CurlCommand();

    private static Process Start(string project, string arguments)
    {
        string folder = Path.Combine(Setting("RepositoryRoot"), project);
        string program = Path.Combine(folder, Setting("Output"), Path.GetFileName(project) + ".dll");
        return Process.Start(new ProcessStartInfo("dotnet", $"{program} {arguments} --urls http://127.0.0.1:0")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
    }

    private static async Task<string> AddressOf(Process server)
    {
        const string listens = "Now listening on: ";
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(listens, StringComparison.Ordinal))
            {
                return line[(line.IndexOf(listens, StringComparison.Ordinal) + listens.Length)..];
            }
        }

        throw new InvalidOperationException("The server has ended.");
    }

    private static string Setting(string name) => typeof(GuideCommandTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == name).Value!;
}
