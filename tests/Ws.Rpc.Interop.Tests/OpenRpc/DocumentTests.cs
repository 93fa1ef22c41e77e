using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Discovery;
using Xunit;

namespace Ws.Rpc.Interop.Tests.OpenRpc;

/// <summary>What hubs say of themselves, read by OpenRPC's own tools.</summary>
public sealed class DocumentTests(OpenRpcValidator validator) : IClassFixture<OpenRpcValidator>
{
    [Fact]
    public async Task Document_is_valid()
    {
        string document = await DocumentOfAsync<GalleryHub>();

        Assert.Equal("valid", (await validator.ValidateAsync(document)).Trim());
    }

    [Fact]
    public async Task Document_without_types_that_hold_themselves_can_be_resolved()
    {
        string document = await DocumentOfAsync<GalleryHub>();
        JsonNode picture = JsonNode.Parse(document)!;
        picture["components"]!["schemas"]!["Picture"]!["properties"]!.AsObject().Remove("copy");

        string said = await validator.ResolveAsync(
            picture.ToJsonString(),
            "gallery.find",
            """["6f9619ff-8b86-d011-b42d-00c04fc964ff",5]""",
            "[7]");

        Assert.Equal("valid", said.Trim());
    }

    [Fact]
    public async Task Validator_refuses_what_is_not_valid()
    {
        JsonNode document = JsonNode.Parse(await DocumentOfAsync<GalleryHub>())!;
        document["methods"]![0]!.AsObject().Remove("params");

        await Assert.ThrowsAnyAsync<Exception>(() => validator.ValidateAsync(document.ToJsonString()));
    }

    private static async Task<string> DocumentOfAsync<THub>()
        where THub : RpcHub
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthorization();
        builder.Services.AddWsRpc(static options => options.OpenRpc = true);
        await using WebApplication app = builder.Build();
        app.MapRpcHub<THub>("/hub");
        await app.StartAsync().Within();
        using var http = new HttpClient();
        return await http.GetStringAsync($"{app.Urls.Single()}/hub/openrpc.json").Within();
    }
}
