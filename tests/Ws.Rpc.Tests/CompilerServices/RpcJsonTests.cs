using System;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.Tests.CompilerServices;

public sealed class RpcJsonTests
{
    [Fact]
    public void Defaults_are_made_once_strict_and_read_only()
    {
        JsonSerializerOptions options = RpcJson.Create(null);
        Assert.Same(options, RpcJson.Create(null));
        Assert.True(options.IsReadOnly);
        Assert.False(options.AllowDuplicateProperties);
        Assert.True(options.RespectNullableAnnotations);
        Assert.Same(JsonNamingPolicy.CamelCase, options.PropertyNamingPolicy);
        Assert.True(options.PropertyNameCaseInsensitive);
    }

    [Fact]
    public void Options_of_the_user_are_copied_and_left_alone()
    {
        JsonSerializerOptions user = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower };
        JsonSerializerOptions options = RpcJson.Create(user);
        Assert.NotSame(user, options);
        Assert.False(user.IsReadOnly);
        Assert.Null(user.TypeInfoResolver);
        Assert.True(options.IsReadOnly);
        Assert.Same(JsonNamingPolicy.KebabCaseLower, options.PropertyNamingPolicy);
        Assert.Equal("{\"some-name\":1}", JsonSerializer.Serialize(new Named(1), options));
    }

    [Fact]
    public void Resolver_of_the_user_is_asked_first_and_reflection_knows_the_rest()
    {
        NullingResolver resolver = new();
        JsonSerializerOptions options = RpcJson.Create(new JsonSerializerOptions { TypeInfoResolver = resolver });
        Assert.Equal("{\"SomeName\":1}", JsonSerializer.Serialize(new Named(1), options));
        Assert.True(resolver.Asked);
    }

    [Theory]
    [InlineData("""{"name":"a"}""", true)]
    [InlineData("""{"name":"a","next":null}""", true)]
    [InlineData("{}", false)]
    [InlineData("""{"count":1,"next":"b"}""", false)]
    [InlineData("""{"name":null}""", false)]
    public void Member_may_be_missing_when_it_can_be_null_or_has_a_default(string json, bool fits)
    {
        RpcCodec<Paged> codec = RpcCodecs.Json<Paged>(RpcJson.Create(null));
        if (fits)
        {
            Assert.Equal(new Paged("a", null, 0), CodecText.Read(codec, json));
        }
        else
        {
            Assert.EndsWith(" does not fit", CodecText.Refuse(codec, json), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Options_of_the_user_that_do_not_respect_nullability_are_taken_as_they_are()
    {
        RpcCodec<Paged> codec = RpcCodecs.Json<Paged>(RpcJson.Create(new JsonSerializerOptions(JsonSerializerDefaults.Web)));
        Assert.Null(CodecText.Read(codec, """{"count":1}""").Name);
    }

    [Fact]
    public void Options_of_the_user_that_respect_nullability_respect_it_where_a_member_is_missing()
    {
        JsonSerializerOptions user = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };
        CodecText.Refuse(RpcCodecs.Json<Paged>(RpcJson.Create(user)), """{"count":1}""");
    }

    private sealed record Paged(string Name, string? Next, int Count, string Tag = "t");

    private sealed record Named(int SomeName);

    private sealed class NullingResolver : IJsonTypeInfoResolver
    {
        public bool Asked { get; private set; }

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
        {
            Asked = true;
            return null;
        }
    }
}
