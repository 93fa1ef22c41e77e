using System.Text.Json;
using Ws.Rpc.Generator.Parsing;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Parsing;

public sealed class WireNamesTests
{
    [Theory]
    [InlineData("Join")]
    [InlineData("join")]
    [InlineData("URL")]
    [InlineData("URLValue")]
    [InlineData("A")]
    [InlineData("AB")]
    [InlineData("ABc")]
    [InlineData("ÄBc")]
    [InlineData("_Join")]
    [InlineData("Get_Data")]
    [InlineData("I")]
    [InlineData("IPhone")]
    [InlineData("iPhone")]
    [InlineData("X2Y")]
    public void A_default_name_is_in_the_serializers_camel_case(string name)
    {
        Assert.Equal(JsonNamingPolicy.CamelCase.ConvertName(name), DefaultWireName.Of(name));
        Assert.Equal(JsonNamingPolicy.CamelCase.ConvertName(name), DefaultWireName.Of(name + "Async"));
    }

    [Theory]
    [InlineData("Async", "async")]
    [InlineData("AsyncAsync", "async")]
    [InlineData("Joinasync", "joinasync")]
    public void A_method_named_async_keeps_its_name(string name, string wireName) =>
        Assert.Equal(wireName, DefaultWireName.Of(name));
}
