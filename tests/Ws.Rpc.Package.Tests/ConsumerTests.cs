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
        foreach (string project in new[] { "Server", "Client" })
        {
            (int built, string log) = await consumer.BuildAsync(project);
            Assert.True(built == 0, log);
        }

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
            (int exitCode, string output) = await DotnetCommand.RunAsync(consumer.Folder, null, consumer.OutputOf("Client"), url);

            Assert.Equal($"Hello Hello, Dr Ann{Environment.NewLine}17 as asked{Environment.NewLine}", output);
            Assert.Equal(0, exitCode);
            server.StandardInput.Close();
            await server.WaitForExitAsync().WaitAsync(s_patience);
            Assert.Equal("", await complaints.WaitAsync(s_patience));
            Assert.Equal(0, server.ExitCode);
        }
        finally
        {
            DotnetCommand.Kill(server);
        }
    }
}
