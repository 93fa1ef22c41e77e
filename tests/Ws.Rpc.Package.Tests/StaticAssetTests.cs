using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Package.Tests;

[Collection(PackedFeedCollection.Name)]
public sealed class StaticAssetTests(PackedFeed feed)
{
    [Fact]
    public async Task Published_application_serves_the_client_in_JavaScript_from_the_package()
    {
        using ConsumerFolder consumer = new(feed);
        long length = new FileInfo(Path.Combine(PackedFeed.RepositoryRoot, "src", "Ws.Rpc.JavaScript", "ws-rpc.js")).Length;

        (int built, string log) = await consumer.PublishAsync("Page", "published");

        Assert.True(built == 0, log);
        string folder = Path.Combine(consumer.Folder, "published");
        foreach (string way in new[] { "assets", "files" })
        {
            (int exitCode, string output) = await DotnetCommand.RunAsync(folder, null, Path.Combine(folder, "Page.dll"), way);
            Assert.Equal($"text/javascript {length}{Environment.NewLine}", output);
            Assert.Equal(0, exitCode);
        }
    }
}
