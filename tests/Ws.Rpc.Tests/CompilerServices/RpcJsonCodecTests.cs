using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.CompilerServices;

public sealed class RpcJsonCodecTests
{
    private static readonly JsonSerializerOptions s_options = RpcJson.Create(null);

    [Fact]
    public void Objects_are_written_like_the_serializer()
    {
        RpcCodec<Order> codec = RpcCodecs.JsonNotNull<Order>(s_options);
        Order order = new("é\"", [new Item("a", 1.50m), new Item("b", 2)]);
        string json = CodecText.Write(codec, order);
        Assert.Equal(JsonSerializer.Serialize(order, JsonSerializerOptions.Web), json);
        Order read = CodecText.Read(codec, json);
        Assert.Equal(order.Name, read.Name);
        Assert.Equal(order.Items, read.Items);
    }

    [Theory]
    [InlineData("""{"name":"a","items":[{"sku":"a","price":1},{"sku":"a","price":"secret"}]}""", "$.items[1].price does not fit")]
    [InlineData("""{"name":null,"items":[]}""", "$.name does not fit")]
    [InlineData("""{"name":"\ud800","items":[]}""", "$.name does not fit")]
    [InlineData("""{"name":"a","name":"b","items":[]}""", "$.name does not fit")]
    [InlineData("5", "$ does not fit")]
    [InlineData("[]", "$ does not fit")]
    public void Mismatch_names_the_path_and_nothing_else(string json, string expected) =>
        Assert.Equal(expected, CodecText.Refuse(RpcCodecs.JsonNotNull<Order>(s_options), json));

    [Theory]
    [InlineData("\u0001")]
    [InlineData("né")]
    [InlineData(null)]
    public void Path_through_odd_names_is_not_repeated(string? name)
    {
        Dictionary<string, string> value = new() { [name ?? new string('x', 127)] = "x" };
        RpcCodec<Dictionary<string, int>> codec = RpcCodecs.Json<Dictionary<string, int>>(s_options);
        Assert.Equal("the value does not fit", CodecText.Refuse(codec, JsonSerializer.Serialize(value)));
    }

    [Fact]
    public void Exceptions_of_constructors_and_converters_are_mismatches()
    {
        CodecText.Refuse(RpcCodecs.Json<Positive>(s_options), """{"value":-1}""");
        Assert.Equal(1, CodecText.Read(RpcCodecs.Json<Positive>(s_options), """{"value":1}""").Value);
    }

    [Fact]
    public void Null_goes_only_through_the_nullable_codec()
    {
        Assert.Null(CodecText.Read(RpcCodecs.Json<Order?>(s_options), "null"));
        Assert.Equal("null", CodecText.Write(RpcCodecs.Json<Order?>(s_options), null));
        Assert.Equal("a value is expected, not null", CodecText.Refuse(RpcCodecs.JsonNotNull<Order>(s_options), "null"));
        Assert.Throws<ArgumentNullException>(() => CodecText.Write(RpcCodecs.JsonNotNull<Order>(s_options), null!));
    }

    [Fact]
    public void Unknown_type_is_refused_at_once_when_nothing_reflects()
    {
        JsonSerializerOptions empty = new() { TypeInfoResolver = JsonTypeInfoResolver.Combine() };
        empty.MakeReadOnly();
        RpcUnknownTypeException error = Assert.Throws<RpcUnknownTypeException>(() => RpcCodecs.Json<Order>(empty));
        Assert.Equal(typeof(Order), error.Type);
    }

    [Fact]
    public void Type_is_not_looked_up_before_its_first_use_when_reflection_knows_it()
    {
        RpcCodec<Twice> codec = RpcCodecs.Json<Twice>(s_options);
        Assert.Throws<InvalidOperationException>(() => CodecText.Write(codec, new Twice(1, 2)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"$type":"square"}""")]
    [InlineData("""{"$type":"circle","$type":"circle"}""")]
    [InlineData("[]")]
    public void Abstract_value_is_refused_when_nothing_says_which_it_is(string json) =>
        Assert.NotEmpty(CodecText.Refuse(RpcCodecs.JsonNotNull<Figure>(s_options), json));

    [Fact]
    public void Whatever_a_constructor_throws_is_a_misfit_that_may_be_a_fault()
    {
        RpcPayloadException error = Assert.Throws<RpcPayloadException>(
            () => CodecText.Read(RpcCodecs.JsonNotNull<Faulty>(s_options), """{"value":1}"""));
        Assert.IsType<KeyNotFoundException>(error.InnerException);
        Assert.True(error.MayBeFault);
    }

    [Fact]
    public void Infinities_inside_objects_are_not_written_and_spoil_nothing()
    {
        RpcCodec<double[]> codec = RpcCodecs.Json<double[]>(s_options);
        Assert.Throws<ArgumentException>(() => CodecText.Write(codec, [1, double.NaN]));
        Assert.Equal("[1,2]", CodecText.Write(codec, [1, 2]));
    }

    [Fact]
    public void Converter_may_serialize_into_another_message_meanwhile()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web);
        options.Converters.Add(new NestingConverter());
        RpcCodec<Nested[]> codec = RpcCodecs.Json<Nested[]>(RpcJson.Create(options));
        Assert.Equal("[\"[1,2,3]\",\"[1,2,3]\"]", CodecText.Write(codec, [new Nested(), new Nested()]));
    }

    [Fact]
    public void Encoder_of_the_options_is_obeyed_and_layout_is_not()
    {
        JsonSerializerOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };
        RpcCodec<string[]> relaxed = RpcCodecs.Json<string[]>(RpcJson.Create(options));
        RpcCodec<string[]> strict = RpcCodecs.Json<string[]>(s_options);
        Assert.Equal("[\"é\",\"'\"]", CodecText.Write(relaxed, ["é", "'"]));
        Assert.Equal("[\"\\u00E9\",\"\\u0027\"]", CodecText.Write(strict, ["é", "'"]));
        Assert.Equal("[\"é\",\"'\"]", CodecText.Write(relaxed, ["é", "'"]));
    }

    [Fact]
    public void Writer_is_made_once_a_thread()
    {
        RpcCodec<int[]> codec = RpcCodecs.Json<int[]>(s_options);
        int[] value = [1, 2, 3];
        MessageBuffer buffer = MessageBuffer.Rent();
        WriteMany(codec, buffer, value);
        Assert.Equal(0, Allocation.LeastOf(() => WriteMany(codec, buffer, value)));
        buffer.Release();
    }

    [Fact]
    public void Large_values_go_through_many_pieces()
    {
        string[] value = new string[5000];
        Array.Fill(value, "some text with \"quotes\"");
        string json = CodecText.Write(RpcCodecs.Json<string[]>(s_options), value);
        Assert.Equal(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), json);
    }

    private static void WriteMany(RpcCodec<int[]> codec, MessageBuffer buffer, int[] value)
    {
        for (int i = 0; i < 100; i++)
        {
            buffer.Truncate(0);
            codec.Write(new RpcWriter(buffer), value);
        }
    }

    private sealed record Order(string Name, Item[] Items);

    private sealed record Item(string Sku, decimal Price);

    private sealed class Positive(int value)
    {
        public int Value { get; } = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    [JsonPolymorphic]
    [JsonDerivedType(typeof(Circle), "circle")]
    private abstract record Figure;

    private sealed record Circle : Figure;

    private sealed class Faulty(int value)
    {
        public int Value { get; } = value > 0 ? throw new KeyNotFoundException() : value;
    }

    private sealed record Twice([property: JsonPropertyName("x")] int One, [property: JsonPropertyName("x")] int Two);

    private sealed class Nested;

    private sealed class NestingConverter : System.Text.Json.Serialization.JsonConverter<Nested>
    {
        public override Nested Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Nested value, JsonSerializerOptions options) =>
            writer.WriteStringValue(CodecText.Write(RpcCodecs.Json<int[]>(s_options), [1, 2, 3]));
    }
}
