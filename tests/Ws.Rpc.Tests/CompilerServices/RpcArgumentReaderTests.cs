using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.Tests.CompilerServices;

public sealed class RpcArgumentReaderTests
{
    private const ulong All = 0b11;
    private static readonly RpcMethod s_two = new("two", ["room", "größe"]);
    private static readonly RpcMethod s_rest = new("rest", ["first", "rest"], hasRest: true);

    [Theory]
    [InlineData("[1,2]", "0=1 1=2")]
    [InlineData(" [ 1 , 2 ] ", "0=1 1=2")]
    [InlineData("""{"room":1,"größe":2}""", "0=1 1=2")]
    [InlineData("""{"größe":2,"room":1}""", "1=2 0=1")]
    [InlineData("""{"\u0072oom":1,"gr\u00f6\u00dfe":2}""", "0=1 1=2")]
    [InlineData("""{"x":{"room":9},"room":1,"y":[1,[2]],"größe":2,"z":null}""", "0=1 1=2")]
    [InlineData("""{"x":1,"x":2,"room":1,"größe":2}""", "0=1 1=2")]
    [InlineData("""{"\ud800":1,"r\udc00":1,"room":1,"größe":2}""", "0=1 1=2")]
    [InlineData("""{"Room":9,"room":1,"größe":2,"":3}""", "0=1 1=2")]
    public void Arguments_are_found_by_position_and_by_name(string json, string expected) =>
        Assert.Equal(expected, Read(s_two, json, All));

    [Theory]
    [InlineData("[1]", "'größe' is required")]
    [InlineData("[]", "'room' is required")]
    [InlineData("{}", "'room' is required")]
    [InlineData("", "'room' is required")]
    [InlineData("""{"größe":2}""", "'room' is required")]
    [InlineData("""{"Room":1,"größe":2}""", "'room' is required")]
    [InlineData("[1,2,3]", "at most 2 arguments are taken")]
    [InlineData("[1,2,[]]", "at most 2 arguments are taken")]
    [InlineData("""{"room":1,"room":1,"größe":2}""", "'room' is given twice")]
    [InlineData("""{"room":1,"\u0072oom":1,"größe":2}""", "'room' is given twice")]
    public void Arguments_that_do_not_fit_are_refused(string json, string expected) =>
        Assert.Equal(expected, Assert.Throws<RpcPayloadException>(() => Read(s_two, json, All)).Message);

    [Theory]
    [InlineData("[1]", "0=1")]
    [InlineData("[]", "")]
    [InlineData("{}", "")]
    [InlineData("", "")]
    [InlineData("""{"größe":2}""", "1=2")]
    public void Optional_arguments_may_be_missing(string json, string expected) => Assert.Equal(expected, Read(s_two, json, 0));

    [Theory]
    [InlineData("[]", "")]
    [InlineData("{\"x\":1}", "")]
    [InlineData("", "")]
    public void Method_without_parameters_takes_none(string json, string expected) =>
        Assert.Equal(expected, Read(new RpcMethod("none", []), json, 0));

    [Fact]
    public void Method_without_parameters_refuses_positions() =>
        Assert.Equal(
            "at most 0 arguments are taken",
            Assert.Throws<RpcPayloadException>(() => Read(new RpcMethod("none", []), "[1]", 0)).Message);

    [Fact]
    public void Positions_of_a_rest_all_belong_to_it() => Assert.Equal("0=1 1=2 1=3 1=4", Read(s_rest, "[1,2,3,4]", 1));

    [Theory]
    [InlineData("[1,2,3,4,5,6,7]", "1 | 2,3,4,5,6,7")]
    [InlineData("[1,2]", "1 | 2")]
    [InlineData("[1]", "1 | ")]
    [InlineData("""{"first":1,"rest":[2,3]}""", "1 | 2,3")]
    [InlineData("""{"rest":[],"first":1}""", "1 | ")]
    [InlineData("""{"first":1}""", "1 | ")]
    public void Rest_is_gathered(string json, string expected) => Assert.Equal(expected, ReadRest(json));

    [Theory]
    [InlineData("""{"first":1,"rest":2}""", "an array is expected")]
    [InlineData("""{"first":1,"rest":null}""", "an array is expected")]
    [InlineData("""{"first":1,"rest":[1],"rest":[2]}""", "'rest' is given twice")]
    [InlineData("[1,[2,3]]", "an integer from -2147483648 to 2147483647 is expected")]
    public void Rest_that_does_not_fit_is_refused(string json, string expected) =>
        Assert.Equal(expected, Assert.Throws<RpcPayloadException>(() => ReadRest(json)).Message);

    [Fact]
    public void Index_names_the_argument_that_does_not_fit()
    {
        RpcArgumentReader reader = new("[1,true]"u8);
        Assert.True(reader.MoveNext(s_two));
        Assert.Equal(1, RpcCodecs.Int32.Read(ref reader.Json));
        Assert.True(reader.MoveNext(s_two));
        Assert.Equal(1, reader.Index);
        Assert.False(reader.IsComplete);
    }

    [Fact]
    public void Reading_is_complete_when_it_has_ended()
    {
        RpcArgumentReader reader = new(default);
        Assert.False(reader.MoveNext(s_two));
        Assert.False(reader.IsComplete);
        reader.End(s_two, 0);
        Assert.True(reader.IsComplete);
    }

    [Fact]
    public void Depth_is_what_the_caller_allows()
    {
        string nested = new string('[', 100) + new string(']', 100);
        RpcArgumentReader reader = new(Encoding.UTF8.GetBytes($"[{nested}]"), new JsonReaderOptions { MaxDepth = 101 });
        Assert.True(reader.MoveNext(s_two));
        Assert.True(RpcCodecs.Void.Read(ref reader.Json));
        Assert.False(reader.MoveNext(s_two));
    }

    private static string Read(RpcMethod method, string json, ulong required)
    {
        RpcArgumentReader reader = new(Encoding.UTF8.GetBytes(json));
        List<string> found = [];
        while (reader.MoveNext(method))
        {
            found.Add($"{reader.Index}={RpcCodecs.Int32.Read(ref reader.Json)}");
        }

        reader.End(method, required);
        return string.Join(' ', found);
    }

    private static string ReadRest(string json)
    {
        RpcArgumentReader reader = new(Encoding.UTF8.GetBytes(json));
        int first = 0;
        RpcRest<int> rest = default;
        while (reader.MoveNext(s_rest))
        {
            if (reader.Index == 0)
            {
                first = RpcCodecs.Int32.Read(ref reader.Json);
            }
            else
            {
                rest.Read(ref reader, RpcCodecs.Int32, RpcCodecs.Array(RpcCodecs.Int32));
            }
        }

        reader.End(s_rest, 1);
        return $"{first} | {string.Join(',', rest.ToArray())}";
    }
}
