using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Discovery;

/// <summary>The document of the gallery, from a server with some options.</summary>
internal static class GalleryDocument
{
    public static async Task<JsonObject> GetAsync(Action<RpcHubOptions>? configure = null)
    {
        await using HubHost host = await HubHost.StartAsync<GalleryHub>(
            options =>
            {
                options.OpenRpc = true;
                configure?.Invoke(options);
            },
            services: static services => services.AddAuthorization());
        using var http = new HttpClient();
        return JsonNode.Parse(await http.GetStringAsync($"{host.HttpAddress}/openrpc.json").Within())!.AsObject();
    }

    public static JsonNode? MethodOf(JsonObject document, string name) =>
        document["methods"]!.AsArray().FirstOrDefault(method => method!["name"]!.GetValue<string>() == name);
}
