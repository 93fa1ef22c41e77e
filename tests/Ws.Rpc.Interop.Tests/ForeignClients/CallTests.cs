using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.Interop.Tests.Contracts;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignClients;

public sealed class CallTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Positional_arguments_and_results_cross_whatever_their_type(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        Assert.Equal(19, await client.Rpc.InvokeAsync<int>("subtract", 42, 23).Within());
        Assert.Equal(7L, await client.Rpc.InvokeAsync<long>("sum", 1, 2, 4).Within());
        Assert.Equal(0L, await client.Rpc.InvokeAsync<long>("sum").Within());
        Assert.Equal(-0.375, await client.Rpc.InvokeAsync<double>("scale", 1.5, -0.25).Within());
        Assert.Equal("snow ☃ \"quoted\" \u0001 𝄞", await client.Rpc.InvokeAsync<string>("echo", "snow ☃ \"quoted\" \u0001 𝄞").Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Records_and_nulls_cross_both_ways(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        var part = new Part("nut", 1.10m, null, [1, 2]);
        Part painted = await client.Rpc.InvokeAsync<Part>("paint", part, "red").Within();
        Assert.Equal(("nut", 1.10m, "red"), (painted.Name, painted.Price, painted.Colour));
        Assert.Equal([1, 2], painted.Sizes);
        Assert.Equal("bolt", (await client.Rpc.InvokeAsync<Part?>("find", "bolt").Within())!.Name);
        Assert.Null(await client.Rpc.InvokeAsync<Part?>("find", "spring").Within());
        Assert.Null(await client.Rpc.InvokeAsync<string?>("echo", new object?[] { null }).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Arguments_by_name_are_bound_in_any_order(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        Assert.Equal(19, await client.Rpc.InvokeWithParameterObjectAsync<int>("subtract", new { subtrahend = 23, minuend = 42 }).Within());
        Assert.Equal(
            5, await client.Rpc.InvokeWithParameterObjectAsync<int>("subtract", new { minuend = 7, unknown = "x", subtrahend = 2 }).Within());
        Assert.Equal(
            "red", (await client.Rpc.InvokeWithParameterObjectAsync<Part>(
                "paint", new { colour = "red", part = new Part("nut", 1m, null, []) }).Within()).Colour);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Optional_parameters_left_out_keep_their_defaults(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        Assert.Equal("nut/1/-/False", await client.Rpc.InvokeAsync<string>("label", "nut").Within());
        Assert.Equal("nut/2/red/False", await client.Rpc.InvokeAsync<string>("label", "nut", 2, "red").Within());
        Assert.Equal("nut/1/-/True", await client.Rpc.InvokeWithParameterObjectAsync<string>("label", new { bold = true, name = "nut" }).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Call_without_result_completes_when_the_method_has(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        Task call = client.Rpc.InvokeAsync("store", new Part("nut", 1m, null, []));

        await call.Within();
        Assert.Equal("stored nut", await server.Journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Notifications_arrive_in_their_order_positional_and_by_name(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        await client.Rpc.NotifyAsync("note", "first").Within();
        await client.Rpc.NotifyWithParameterObjectAsync("note", new { text = "second" }).Within();
        await client.Rpc.NotifyAsync("nobodyKnowsThis", 1).Within();
        await client.Rpc.NotifyAsync("note", "third").Within();

        Assert.Equal("noted first", await server.Journal.NextAsync());
        Assert.Equal("noted second", await server.Journal.NextAsync());
        Assert.Equal("noted third", await server.Journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Five_hundred_calls_overlap_on_one_connection(FormatterKind formatter)
    {
        const int Calls = 500;
        await using PartsServer server = await PartsServer.StartAsync(options =>
        {
            options.MaxConcurrentCalls = Calls;
            options.MaxPendingCalls = Calls;
        });
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        int[] met = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => client.Rpc.InvokeAsync<int>("meet", Calls))).Within();

        Assert.All(met, number => Assert.Equal(Calls, number));
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Five_hundred_short_calls_at_once_each_get_their_own_answer_within_the_default_limits(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        int[] differences = await Task.WhenAll(
            Enumerable.Range(0, 500).Select(i => client.Rpc.InvokeAsync<int>("subtract", 2 * i, i))).Within();

        Assert.Equal(Enumerable.Range(0, 500), differences);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Typed_proxy_of_the_foreign_library_calls_our_hub(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        IForeignProxy hub = client.Rpc.Attach<IForeignProxy>(new JsonRpcProxyOptions
        {
            MethodNameTransform = name => CommonMethodNameTransforms.CamelCase(name.Replace("Async", "", StringComparison.Ordinal)),
        });

        Assert.Equal(19, await hub.SubtractAsync(42, 23, CancellationToken.None).Within());
        Assert.Equal("bolt", (await hub.FindAsync("bolt").Within())!.Name);
        await hub.StoreAsync(new Part("nut", 1m, null, [])).Within();
        Assert.Equal("stored nut", await server.Journal.NextAsync());

        // A request to a method that we declare as a notification is answered nevertheless.
        await hub.Note("typed").Within();
        Assert.Equal("noted typed", await server.Journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task String_ids_come_back_as_they_were(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter, stringIds: true);

        Assert.Equal(19, await client.Rpc.InvokeAsync<int>("subtract", 42, 23).Within());
        Assert.Equal(-19, await client.Rpc.InvokeAsync<int>("subtract", 23, 42).Within());
        Assert.Equal("call \"2\" é", client.Rpc.LastRequest!.RequestId.String);
    }
}
