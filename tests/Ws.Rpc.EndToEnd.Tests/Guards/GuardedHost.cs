using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

/// <summary>Starts the guarded hub, and connects to it as somebody.</summary>
internal static class GuardedHost
{
    public static Task<HubHost> StartAsync(Action<RpcHubOptions>? configure = null) => HubHost.StartAsync<GuardedHub>(
        options =>
        {
            options.AddRateLimitPolicy("slow", Buckets.PerConnection(2));
            options.AddRateLimitPolicy("one", Buckets.OneAtATime());
            configure?.Invoke(options);
            options.RateLimitPolicies.TryAdd("throwing", Buckets.PerConnection(2));
        },
        services: AddServices);

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<GuardJournal>();
        services.AddSingleton<IStartupFilter, QueryUser>();
        services.AddAuthorizationBuilder().AddPolicy("adults", static policy => policy.RequireClaim("age", "42"));
    }

    public static GuardJournal JournalOf(HubHost host) => host.Services.GetRequiredService<GuardJournal>();

    public static Task<RawClient> ConnectAsync(HubHost host, string query = "") =>
        RawClient.ConnectAsync(new UriBuilder(host.Address) { Query = query }.Uri);

    public static async Task<RpcClient> ConnectTypedAsync(HubHost host, string query = "")
    {
        RpcClient client = Framed.Client(new UriBuilder(host.Address) { Query = query }.Uri);
        await client.ConnectAsync().Within();
        return client;
    }
}
