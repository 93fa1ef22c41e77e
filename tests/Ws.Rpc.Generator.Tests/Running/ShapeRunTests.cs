using System.Text;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Running;

/// <summary>What a contract can carry, there and back, and how it looks on the way.</summary>
public sealed class ShapeRunTests
{
    private const string Types = """
        using System.Linq;
        using System.Text.Json.Serialization;
        public enum Mode : short { Low = -3, High = 3 }
        [JsonConverter(typeof(JsonStringEnumConverter<Named>))] public enum Named { One, Two }
        public record Note(int Id, string Text);
        public record Page<T>(T[] Items, string? Next);
        public class Tree { public string Name { get; set; } = ""; public List<Tree> Children { get; set; } = new(); }
        [JsonDerivedType(typeof(Circle), "circle"), JsonDerivedType(typeof(Square), "square")]
        public abstract record Figure;
        public sealed record Circle(double Radius) : Figure;
        public sealed record Square(double Side) : Figure;
        """;

    [Theory]
    [InlineData("(string, int)", "(\"hello\", 5)", "[\"hello\",5]")]
    [InlineData("(string? A, Note? B)", "(null, null)", "[null,null]")]
    [InlineData("(int, Note)?", "null", "null")]
    [InlineData("(int, Note)?", "(1, new Note(2, \"x\"))", "[1,{\"id\":2,\"text\":\"x\"}]")]
    [InlineData("(int, (Mode, Named?), int[])", "(1, (Mode.Low, Named.Two), [2, 3])", "[1,[-3,\"Two\"],[2,3]]")]
    [InlineData("(int, int, int, int, int, int, int, int, string)", "(1, 2, 3, 4, 5, 6, 7, 8, \"9\")", "[1,2,3,4,5,6,7,8,\"9\"]")]
    [InlineData("ValueTuple<int>", "new(7)", "[7]")]
    [InlineData("Mode", "Mode.High", "3")]
    [InlineData("Mode", "(Mode)99", "99")]
    [InlineData("Mode?", "null", "null")]
    [InlineData("Mode?", "Mode.Low", "-3")]
    [InlineData("Named", "Named.Two", "\"Two\"")]
    [InlineData("Named?", "Named.One", "\"One\"")]
    [InlineData("Page<Note>", "new([new(1, \"a\")], null)", "{\"items\":[{\"id\":1,\"text\":\"a\"}],\"next\":null}")]
    [InlineData("Page<Page<int>>", "new([new([1], \"n\")], null)", "{\"items\":[{\"items\":[1],\"next\":\"n\"}],\"next\":null}")]
    [InlineData("Figure", "new Circle(1.5)", "{\"$type\":\"circle\",\"radius\":1.5}")]
    [InlineData("List<Figure>", "[new Square(2)]", "[{\"$type\":\"square\",\"side\":2}]")]
    [InlineData("Dictionary<string, List<int?>>", "new() { [\"a\"] = [1, null] }", "{\"a\":[1,null]}")]
    [InlineData("IReadOnlyDictionary<Mode, Note>", "new Dictionary<Mode, Note> { [Mode.Low] = new(1, \"x\") }", "{\"Low\":{\"id\":1,\"text\":\"x\"}}")]
    [InlineData("Tree", "new() { Name = \"r\", Children = [new() { Name = \"c\" }] }", "{\"name\":\"r\",\"children\":[{\"name\":\"c\",\"children\":[]}]}")]
    [InlineData("int[][]", "[[1], []]", "[[1],[]]")]
    [InlineData("byte[]", "[1, 2]", "\"AQI=\"")]
    [InlineData("KeyValuePair<string, int>", "new(\"k\", 1)", "{\"key\":\"k\",\"value\":1}")]
    public async Task A_value_travels_both_ways(string type, string value, string json)
    {
        LoadedSample sample = new($$"""
            {{Types}}
            [RpcHub] public interface IHub { ValueTask<{{type}}> EchoAsync({{type}} value); }
            public sealed class Hub : IHub { public ValueTask<{{type}}> EchoAsync({{type}} value) => new(value); }
            public static class Driver
            {
                public static async Task<string> RunAsync(IHub hub)
                {
                    {{type}} value = {{value}};
                    return System.Text.Json.JsonSerializer.Serialize(await hub.EchoAsync(await hub.EchoAsync(value))) ==
                        System.Text.Json.JsonSerializer.Serialize(value) ? "equal" : "different";
                }
            }
            """);
        Assert.Equal("equal", await sample.RunAsync());
        Assert.Equal($"?echo[{json}]", sample.Channel.Sent[0]);
        Assert.Equal(sample.Channel.Sent[0], sample.Channel.Sent[1]);
    }

    [Theory]
    [InlineData("(string, int)", "[\"a\"]", "the array is too short")]
    [InlineData("(string, int)", "[\"a\",1,2]", "the array is too long")]
    [InlineData("(string, int)", "null", "an array is expected")]
    [InlineData("(string, int)", "{\"Item1\":\"a\",\"Item2\":1}", "an array is expected")]
    [InlineData("(string, int)", "[null,1]", "a string is expected")]
    [InlineData("(string, int)?", "[]", "the array is too short")]
    [InlineData("Mode", "\"Low\"", "an integer from -32768 to 32767 is expected")]
    [InlineData("Mode", "40000", "an integer from -32768 to 32767 is expected")]
    [InlineData("Mode", "null", "an integer from -32768 to 32767 is expected")]
    [InlineData("Named", "\"Three\"", "$ does not fit")]
    [InlineData("Note", "null", "a value is expected, not null")]
    [InlineData("Note", "{\"id\":1,\"text\":null}", "$.text does not fit")]
    [InlineData("Note", "{\"id\":1,\"id\":2,\"text\":\"\"}", "$.id does not fit")]
    [InlineData("Note[]", "[{\"id\":1,\"text\":\"\"},5]", "$[1] does not fit")]
    [InlineData("Figure", "{\"$type\":\"cube\"}", "$ does not fit")]
    [InlineData("Figure", "{\"radius\":1}", "the value does not fit")]
    [InlineData("Dictionary<string, int>", "{\"a\":1,\"a\":2}", "$.a does not fit")]
    public async Task A_value_is_refused_when_it_does_not_fit(string type, string json, string problem)
    {
        LoadedSample sample = new($$"""
            {{Types}}
            [RpcHub] public interface IHub { void Set({{type}} value); }
            public sealed class Hub : IHub { public void Set({{type}} value) { } }
            """);
        RpcPayloadException exception = await Assert.ThrowsAsync<RpcPayloadException>(
            async () => await sample.Channel.SendAsync("set", $"[{json}]"));
        Assert.Equal(problem, exception.Message);
    }

    [Fact]
    public async Task A_contract_that_knows_no_nullability_takes_null()
    {
        const string Source = """
            #nullable disable
            public class Note { public string Text { get; set; } }
            public record Old(string Text);
            [RpcHub] public interface IOld { void Set(Old old); }
            [RpcHub] public interface IHub { ValueTask<string> EchoAsync(string text, Note note, int[] numbers, byte[] bytes); }
            public sealed class Hub : IHub, IOld
            {
                public void Set(Old old) { }
                public ValueTask<string> EchoAsync(string text, Note note, int[] numbers, byte[] bytes) =>
                    new(text == null && note?.Text == null && numbers == null && bytes == null ? null : "not null");
            }
            """;
        LoadedSample sample = new(Source);
        Assert.Equal("null", Encoding.UTF8.GetString(await sample.Channel.SendAsync("echo", "[null,null,null,null]")));
        Assert.Equal("null", Encoding.UTF8.GetString(await sample.Channel.SendAsync("echo", "[null,{\"text\":null},null,null]")));
        LoadedSample old = new(Source, "IOld");
        Assert.Equal("null", Encoding.UTF8.GetString(await old.Channel.SendAsync("set", "[{}]")));
        Assert.Equal("null", Encoding.UTF8.GetString(await old.Channel.SendAsync("set", "[{\"text\":null}]")));
    }

    [Fact]
    public async Task Keywords_are_names_like_others()
    {
        LoadedSample sample = new("""
            public record @record(int @int);
            [RpcHub] public interface IHub { ValueTask<int> @return(int @class, @record @event, int __w = 4); }
            public sealed class Hub : IHub
            {
                public ValueTask<int> @return(int @class, @record @event, int __w) => new(@class + @event.@int + __w);
            }
            public static class Driver
            {
                public static async Task<string> RunAsync(IHub hub) => (await hub.@return(1, new @record(2))).ToString();
            }
            """);
        Assert.Equal("7", await sample.RunAsync());
        byte[] answer = await sample.Channel.SendAsync("return", """{"event":{"int":5},"__w":0,"class":1}""");
        Assert.Equal("6", Encoding.UTF8.GetString(answer));
    }
}
