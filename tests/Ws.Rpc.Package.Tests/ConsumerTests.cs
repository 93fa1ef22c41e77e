using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Package.Tests;

[Collection(PackedFeedCollection.Name)]
public sealed class ConsumerTests(PackedFeed feed)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Client_and_server_built_from_the_packages_call_each_other()
    {
        using ConsumerFolder consumer = new(feed);

        string output = await RunAsync(consumer, "Client");

        Assert.Equal($"Hello Hello, Dr Ann{Environment.NewLine}17 as asked{Environment.NewLine}", output);
    }

    [Fact]
    public async Task Project_with_the_server_package_alone_holds_contracts_hub_and_client()
    {
        using ConsumerFolder consumer = new(feed);
        await BuildAsync(consumer, "Whole");

        (int exitCode, string output) = await DotnetCommand.RunAsync(consumer.Folder, null, consumer.OutputOf("Whole"));

        Assert.Equal(string.Join(Environment.NewLine, "42", "0", "2", "4", ""), output);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Project_with_the_testing_package_alone_tests_a_hub_in_memory()
    {
        using ConsumerFolder consumer = new(feed);
        await BuildAsync(consumer, "Tested");

        (int exitCode, string output) = await DotnetCommand.RunAsync(consumer.Folder, null, consumer.OutputOf("Tested"));

        string rang = """{"jsonrpc":"2.0","method":"rang","params":["ann"]}""";
        Assert.Equal(string.Join(Environment.NewLine, "Coming, ann", rang, "refused", ""), output);
        Assert.Equal(0, exitCode);
    }

    // The generator speaks C#: in other languages contracts are used, and those declared there are refused in words.
    [Theory]
    [InlineData("FSharpClient")]
    [InlineData("BasicClient")]
    public async Task Client_in_another_language_uses_the_contracts_and_is_told_why_its_own_are_none(string project)
    {
        using ConsumerFolder consumer = new(feed);

        string[] lines = (await RunAsync(consumer, project)).Split(Environment.NewLine);

        Assert.Equal("Hello Hello, Dr Ann", lines[0]);
        Assert.StartsWith("Nothing was generated for 'Consumer.", lines[1], StringComparison.Ordinal);
        Assert.Contains("in a C# project", lines[1], StringComparison.Ordinal);
        Assert.Equal([""], lines[2..]);
    }

    private static async Task BuildAsync(ConsumerFolder consumer, string project)
    {
        (int built, string log) = await consumer.BuildAsync(project);
        Assert.True(built == 0, log);
        Assert.Contains("0 Warning(s)", log, StringComparison.Ordinal);
    }

    /// <summary>What the client writes while the server runs, which ends without a complaint.</summary>
    private static async Task<string> RunAsync(ConsumerFolder consumer, string client)
    {
        await BuildAsync(consumer, "Server");
        await BuildAsync(consumer, client);
        using Process server = DotnetCommand.Start(consumer.Folder, null, consumer.OutputOf("Server"));
        Task<string> complaints = server.StandardError.ReadToEndAsync();
        try
        {
            string? address = await server.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
            if (address is null)
            {
                Assert.Fail(await complaints.WaitAsync(s_patience));
            }

            string url = address.Replace("http://", "ws://", StringComparison.Ordinal) + "/greeter";
            (int exitCode, string output) = await DotnetCommand.RunAsync(consumer.Folder, null, consumer.OutputOf(client), url);

            Assert.True(exitCode == 0, output);
            server.StandardInput.Close();
            await server.WaitForExitAsync().WaitAsync(s_patience);
            Assert.Equal("", await complaints.WaitAsync(s_patience));
            Assert.Equal(0, server.ExitCode);
            return output;
        }
        finally
        {
            DotnetCommand.Kill(server);
        }
    }
}
