using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Guards;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

public sealed class ValidationTests
{
    [Theory]
    [InlineData("count", "[1]", "1")]
    [InlineData("count", "[10,\"ab\"]", "10")]
    [InlineData("add", "[1,2]", "3")]
    [InlineData("name", "[\"ann\"]", "\"ann\"")]
    [InlineData("order", """[{"customer":"ann","lines":[{"quantity":1},{"quantity":10,"code":"abc"}],"ship-to":{"city":"x","box":"1"}}]""", "2")]
    [InlineData("lines", """[{"quantity":1},{"quantity":2}]""", "2")]
    [InlineData("pair", """[["a",{"quantity":3}]]""", "3")]
    [InlineData("pay", """[{"amount":100}]""", "100")]
    public async Task Method_is_called_when_its_arguments_are_well(string method, string arguments, string result)
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{arguments}}}""");

        Assert.Equal($$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}""", await client.ReceiveAsync());
    }

    [Theory]
    [InlineData("count", "[0]", "count: must be between 1 and 10")]
    [InlineData("count", "[11]", "count: must be between 1 and 10")]
    [InlineData("count", """{"note":"abc","count":12}""", "count: must be between 1 and 10", "note: at most 2")]
    [InlineData("name", "[\"bob\"]", "name: nobody knows this name")]
    [InlineData("lines", """[{"quantity":1},{"quantity":0}]""", "lines[1].quantity: must be between 1 and 10")]
    [InlineData("pair", """[["a",{"quantity":99}]]""", "pair[1].quantity: must be between 1 and 10")]
    [InlineData("pay", """[{"amount":102}]""", "price.amount: must be a price", "price.halfAmount: must be even in half")]
    [InlineData("order", """[{"customer":"","lines":[]}]""",
        "order.customer: The Customer field is required.",
        "order.lines: The field Lines must be a string or array type with a minimum length of '1'.")]
    [InlineData("order", """[{"customer":"a","lines":[{"quantity":1},{"quantity":1},{"quantity":77,"code":"A"}]}]""",
        "order.lines[2].quantity: must be between 1 and 10", "order.lines[2].code: must be letters")]
    [InlineData("order", """[{"customer":"a","lines":[{"quantity":1}],"ship-to":{"street":"s"}}]""",
        "order.ship-to.city: The City field is required.")]
    [InlineData("order", """[{"customer":"a","lines":[{"quantity":1}],"ship-to":{"city":"c"}}]""",
        "order.ship-to.street: a street or a box is needed", "order.ship-to.box: a street or a box is needed")]
    [InlineData("order", """[{"customer":"a","lines":[{"quantity":1}],"ship-to":{"city":"c","street":"s","box":"b"}}]""",
        "order.ship-to: not both")]
    [InlineData("order", """[{"customer":"a","lines":[{"quantity":1}],"extras":{"x":{"quantity":0}}}]""",
        "order.extras[x].quantity: must be between 1 and 10")]
    [InlineData("order", """[{"customer":"a","lines":[{"quantity":1}],"gift":{"$type":"voucher","worth":101}}]""",
        "order.gift.worth: too much")]
    public async Task Arguments_are_refused_with_their_paths_when_attributes_say_so(
        string method, string arguments, params string[] errors)
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        JsonElement answer = await client.AskAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{arguments}}}""");

        JsonElement error = answer.GetProperty("error");
        Assert.Equal(-32602, error.GetProperty("code").GetInt32());
        Assert.Equal("Invalid params", error.GetProperty("message").GetString());
        Assert.Equal("InvalidParams", error.GetProperty("data").GetProperty("type").GetString());
        Assert.StartsWith($"{method}: '", error.GetProperty("data").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(errors, ErrorsOf(error));
        Assert.Empty(GuardedHost.JournalOf(host).All);
    }

    [Theory]
    [InlineData(32, 32)]
    [InlineData(33, 32)]
    [InlineData(1000, 32)]
    public async Task Errors_are_told_up_to_a_number_when_there_are_more(int wrong, int told)
    {
        await using HubHost host = await StartAsync();
        await using RpcClient client = await host.ConnectAsync();
        Line[] lines = [.. Enumerable.Range(0, wrong).Select(static _ => new Line())];

        RpcException exception = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IShopHub>().LinesAsync(lines).Within());

        Assert.Equal(told, exception.GetData<JsonElement>().GetProperty("errors").EnumerateObject().Count());
    }

    [Fact]
    public async Task Nothing_is_checked_when_the_option_is_off()
    {
        await using HubHost host = await StartAsync(static options => options.ValidateArguments = false);
        await using RpcClient client = await host.ConnectAsync();

        Assert.Equal(99, await client.GetHub<IShopHub>().CountAsync(99).Within());
    }

    [Fact]
    public async Task Items_of_a_stream_are_not_checked()
    {
        await using HubHost host = await StartAsync();
        await using RpcClient client = await host.ConnectAsync();

        Assert.Equal(2, await client.GetHub<IShopHub>().ManyAsync(new[] { new Line(), new Line() }.ToAsyncEnumerable()).Within());
    }

    [Fact]
    public async Task Notification_is_dropped_silently_when_its_arguments_are_refused()
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync("""{"jsonrpc":"2.0","method":"note","params":["four"]}""");
        await client.SendAsync("""{"jsonrpc":"2.0","method":"note","params":["abc"]}""");

        Assert.Equal("abc", await GuardedHost.JournalOf(host).NextAsync());
    }

    [Fact]
    public async Task Check_that_fails_itself_is_an_internal_error()
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"broken","params":["x"]}""");
        string answer = await client.ReceiveAsync();

        Assert.Contains("-32603", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_are_checked_inside_the_filters_that_see_the_refusal()
    {
        await using HubHost host = await StartAsync(static options => options.AddCallFilter<FirstFilter>());
        await using RpcClient client = await host.ConnectAsync();

        await Assert.ThrowsAsync<RpcException>(() => client.GetHub<IShopHub>().CountAsync(0).Within());

        await GuardedHost.JournalOf(host).ExpectFirstAsync(
            "first count: known request [0,\"\"]", "first: -32602", "first: disposed");
    }

    [Fact]
    public async Task Arguments_without_an_end_are_an_internal_error()
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"endless","params":[{"number":1}]}""");

        Assert.Contains("-32603", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k")]
    [InlineData("k😀")]
    public async Task Errors_are_no_larger_than_the_question_when_a_key_is_long(string key)
    {
        await using HubHost host = await StartAsync();
        await using RpcClient client = await host.ConnectAsync();
        var lines = new Dictionary<string, Line[]>
        {
            [string.Concat(Enumerable.Repeat(key, 50_000))] = [.. Enumerable.Range(0, 32).Select(static _ => new Line())],
        };

        RpcException exception = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IShopHub>().DeepAsync(lines).Within());

        string[] paths =
            [.. exception.GetData<JsonElement>().GetProperty("errors").EnumerateObject().Select(static entry => entry.Name)];
        Assert.Equal(32, paths.Length);
        Assert.All(paths, static path => Assert.InRange(path.Length, 128, 160));
    }

    private static Task<HubHost> StartAsync(Action<RpcHubOptions>? configure = null) =>
        HubHost.StartAsync<ShopHub>(configure, services: static services => services.AddSingleton<GuardJournal>());

    private static IEnumerable<string> ErrorsOf(JsonElement error) => error.GetProperty("data").GetProperty("errors")
        .EnumerateObject()
        .SelectMany(static entry => entry.Value.EnumerateArray().Select(message => $"{entry.Name}: {message.GetString()}"));
}
