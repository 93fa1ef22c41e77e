using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

public sealed class ShapeTests
{
    [Fact]
    public async Task Every_shape_travels()
    {
        await using HubHost host = await HubHost.StartAsync<ShapesHub>();
        await using RpcClient client = await host.ConnectAsync();
        await ShapeCalls.MakeAsync(client.GetHub<IShapesHub>());
    }

    [Fact]
    public async Task Every_shape_travels_by_contexts_alone()
    {
        await using var pair = new ShapesPair(RpcJson.Create(null, last: null));
        await ShapeCalls.MakeAsync(pair.Hub);
        Page<Point> points = await pair.Callback.DrawAsync(new Page<Point>([new Point(1, 2)], "n")).Within();
        Assert.Equal([new Point(1, 2)], points.Items);
    }

    [Fact]
    public async Task Enums_are_names_when_the_options_say_so()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
        await using HubHost host = await HubHost.StartAsync<ShapesHub>(options => options.JsonSerializerOptions = json);
        await using RpcClient client = await host.ConnectAsync(new RpcClientOptions { JsonSerializerOptions = json });
        await ShapeCalls.MakeAsync(client.GetHub<IShapesHub>());
        await using RawClient raw = await RawClient.ConnectAsync(host.Address);
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"result":"Read, Write"}""",
            (await raw.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"shapes.rights","params":["Read",128]}""")).GetRawText());
    }

    [Fact]
    public async Task Null_is_refused_where_the_contract_says_so()
    {
        await using HubHost host = await HubHost.StartAsync<ShapesHub>();
        await using RpcClient client = await host.ConnectAsync();
        IShapesHub hub = client.GetHub<IShapesHub>();
        RpcException answer = await Assert.ThrowsAsync<RpcException>(() => hub.NothingAsync().Within());
        Assert.Equal(RpcErrorCode.ResponseNotSerializable, answer.Code);
        await Assert.ThrowsAsync<ArgumentNullException>(() => hub.TreeAsync(null!).Within());
        await using RawClient raw = await RawClient.ConnectAsync(host.Address);
        await AssertInvalidAsync(raw, "figure", "[null]", "shapes.figure: 'figure': a value is expected, not null");
        await AssertInvalidAsync(raw, "rest", "[null]", "shapes.rest: 'first': a string is expected");
        await AssertInvalidAsync(raw, "class", """[{"id":1,"text":null}]""", "shapes.class: 'event': $.text does not fit");
        await AssertInvalidAsync(raw, "class", """[{"id":1}]""", "shapes.class: 'event': $ does not fit");
        await AssertInvalidAsync(raw, "tuple", """[["a",[1,null],[]]]""", "shapes.tuple: 'value': $ does not fit");
    }

    [Fact]
    public async Task Repeated_members_are_refused_at_every_level()
    {
        await using HubHost host = await HubHost.StartAsync<ShapesHub>();
        await using RawClient raw = await RawClient.ConnectAsync(host.Address);
        await AssertInvalidAsync(
            raw, "class", """[{"id":1,"text":"","\u0069d":2}]""", "shapes.class: 'event': $.id does not fit");
        await AssertInvalidAsync(
            raw, "class", """{"event":null,"\u0065vent":null}""", "shapes.class: 'event' is given twice");
        await AssertInvalidAsync(
            raw, "anything", """[{"a":{"b":1,"b":2}}]""", "shapes.anything: 'value': $ does not fit");
    }

    [Fact]
    public void Type_that_no_context_knows_is_named_before_the_first_call()
    {
        RpcContract contract = RpcRegistry.Get<IForgetfulHub>();
        JsonSerializerOptions options = RpcJson.With(RpcJson.Create(null, last: null), contract);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => contract.CreateDispatcher(options));
        Assert.Equal(
            "The contract 'Ws.Rpc.EndToEnd.Tests.Contracts.IForgetfulHub' sends "
            + "'Ws.Rpc.EndToEnd.Tests.Contracts.Page<System.Collections.Generic.List<System.Int32>[]>', of which no JSON metadata "
            + "is known, and reflection is switched off. Write [JsonSerializable(typeof("
            + "Ws.Rpc.EndToEnd.Tests.Contracts.Page<System.Collections.Generic.List<System.Int32>[]>))] on "
            + "'Ws.Rpc.EndToEnd.Tests.Contracts.ShapesClientJson'.",
            error.Message);
    }

    private static async Task AssertInvalidAsync(RawClient raw, string method, string arguments, string message)
    {
        JsonElement answer = await raw.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"shapes.{{method}}","params":{{arguments}}}""");
        JsonElement error = answer.GetProperty("error");
        Assert.Equal(RpcErrorCode.InvalidParams, error.GetProperty("code").GetInt32());
        Assert.Equal(message, error.GetProperty("data").GetProperty("message").GetString());
    }
}
