using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Minimal.Server;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hubs;

/// <summary>What is wrong with a hub is known before it serves.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Application_does_not_start_when_a_limit_makes_no_sense()
    {
        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => HubHost.StartAsync<CalculatorHub>(static options => options.MaxMessageBytes = 0));

        Assert.Contains("RpcHubOptions.MaxMessageBytes is 0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_does_not_start_when_a_limit_of_one_hub_makes_no_sense()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddWsRpc();
        await using WebApplication app = builder.Build();
        app.MapRpcHub<CalculatorHub>("/hub").WithOptions(static options => options.CallTimeout = TimeSpan.Zero);

        OptionsValidationException exception =
            await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync().Within());

        Assert.Contains("RpcHubOptions.CallTimeout is 00:00:00", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_of_one_hub_leave_those_of_another_alone()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddWsRpc(static options => options.MaxMessageBytes = 1000);
        builder.Services.AddWsRpc(static options => options.MaxPendingCalls = 7);
        await using WebApplication app = builder.Build();
        app.MapRpcHub<CalculatorHub>("/small").WithOptions(static options => options.MaxMessageBytes = 500);
        app.MapRpcHub<CalculatorHub>("/hub");
        await app.StartAsync().Within();
        var address = new UriBuilder(new Uri(app.Urls.First())) { Scheme = "ws" };

        Assert.Equal((500, 7), await LimitsAsync(new Uri(address.Uri, "/small")));
        Assert.Equal((1000, 7), await LimitsAsync(new Uri(address.Uri, "/hub")));
    }

    [Fact]
    public async Task Mapping_fails_when_ws_rpc_was_not_added()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();

        InvalidOperationException exception =
            Assert.Throws<InvalidOperationException>(() => app.MapRpcHub<CalculatorHub>("/hub"));

        Assert.Contains("AddWsRpc", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<(int Message, int Pending)> LimitsAsync(Uri address)
    {
        await using RawClient client = await RawClient.ConnectAsync(address);
        JsonElement answer = await client.AskAsync(
            """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1]}}""");
        JsonElement limits = answer.GetProperty("result").GetProperty("limits");
        return (limits.GetProperty("message").GetInt32(), limits.GetProperty("pending").GetInt32());
    }
}
