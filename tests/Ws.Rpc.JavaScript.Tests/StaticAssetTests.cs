using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Ws.Rpc.JavaScript.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.JavaScript.Tests;

public sealed class StaticAssetTests
{
    [Theory]
    [InlineData("ws-rpc.js")]
    [InlineData("ws-rpc.d.ts")]
    public async Task Application_that_references_the_server_serves_the_client(string file)
    {
        await using HubServer server = await HubServer.StartAsync(new HubServerOptions());
        using HttpClient http = new();

        byte[] served = await http.GetByteArrayAsync(new Uri(server.Uri, "/_content/Ws.Rpc.AspNetCore/" + file)).Within();

        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(ClientFiles.Folder, file)), served);
    }
}
