using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Guards;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

/// <summary>The framework's validation, where the application has added it.</summary>
public sealed class FrameworkValidationTests
{
    private static readonly Order s_order = new("ann", [new Line { Quantity = 1 }]);

    [Fact]
    public async Task Errors_bear_the_names_of_json_when_the_framework_says_them_in_those_of_the_language()
    {
        (string, string)[] errors =
            [("", "whole"), ("Customer", "a"), ("Lines[2].Quantity", "b"), ("ShipTo.City", "c"), ("Odd.Thing[1]", "d")];
        await using HubHost host = await StartAsync(new GivenChecks(typeof(Order), Task.CompletedTask, errors));
        await using RpcClient client = await host.ConnectAsync();

        RpcException exception = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IShopHub>().OrderAsync(s_order).Within());

        IEnumerable<string> told = exception.GetData<JsonElement>().GetProperty("errors").EnumerateObject()
            .Select(static entry => $"{entry.Name}: {entry.Value[0].GetString()}");
        Assert.Equal(
            ["order: whole", "order.customer: a", "order.lines[2].quantity: b", "order.ship-to.city: c", "order.odd.thing[1]: d"],
            told);
    }

    [Fact]
    public async Task Type_is_checked_as_the_framework_says_and_not_by_reflection_when_it_knows_the_type()
    {
        await using HubHost host = await StartAsync(new GivenChecks(typeof(Order), Task.CompletedTask));
        await using RpcClient client = await host.ConnectAsync();

        Assert.Equal(0, await client.GetHub<IShopHub>().OrderAsync(new Order("", [])).Within());
    }

    [Fact]
    public async Task Check_that_waits_is_an_internal_error()
    {
        await using HubHost host = await StartAsync(new GivenChecks(typeof(Order), new TaskCompletionSource().Task));
        await using RpcClient client = await host.ConnectAsync();

        RpcException exception = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IShopHub>().OrderAsync(s_order).Within());

        Assert.Equal(RpcErrorCode.InternalError, exception.Code);
    }

    private static Task<HubHost> StartAsync(GivenChecks checks) => HubHost.StartAsync<ShopHub>(services: services =>
    {
        services.AddSingleton<GuardJournal>();
#pragma warning disable ASP0029 // The framework marks it as an experiment.
        services.AddValidation(options => options.Resolvers.Insert(0, checks));
#pragma warning restore ASP0029
    });
}
