using System;
using System.Linq;
using System.Text.Json;
using CsCheck;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.Tests.CompilerServices;

public sealed class RpcTextCodecTests
{
    // Every ASCII character, the planes, and halves of pairs in no order.
    private static readonly Gen<string> s_texts = Gen.OneOf(
        Gen.Char[' ', '~'], Gen.Char['\0', '\u007f'], Gen.Char['\u0080', '\uffff'], Gen.Char['\ud800', '\udfff'])
        .Array[0, 40].Select(text => new string(text));

    [Fact]
    public void Strings_are_written_like_the_serializer() =>
        s_texts.Sample(
            text =>
            {
                string json = CodecText.Write(RpcCodecs.String, text);
                Assert.Equal(JsonSerializer.Serialize(text, JsonSerializerOptions.Web), json);
                Assert.Equal(JsonSerializer.Deserialize<string>(json), CodecText.Read(RpcCodecs.String, json));
            },
            iter: 20_000);

    [Fact]
    public void Every_utf16_unit_is_written_like_the_serializer()
    {
        for (int unit = 0; unit <= char.MaxValue; unit++)
        {
            char c = (char)unit;
            string json = CodecText.Write(RpcCodecs.Char, c);
            Assert.Equal(JsonSerializer.Serialize(c, JsonSerializerOptions.Web), json);
            Assert.Equal(char.IsSurrogate(c) ? '\ufffd' : c, CodecText.Read(RpcCodecs.Char, json));
        }
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public void Long_strings_keep_pairs_together(int length)
    {
        string plain = new('x', length);
        string pairs = string.Concat(Enumerable.Repeat("😀", length));
        string[] texts = [plain, pairs, "é" + pairs, plain + "\"" + plain];
        Assert.All(texts, text => CodecText.AssertLikeSerializer(RpcCodecs.String, text));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_string_is_refused(string json) =>
        Assert.Equal("a string is expected", CodecText.Refuse(RpcCodecs.String, json));

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"a\\udc00b\"")]
    [InlineData("\"\\ud800\\u0041\"")]
    public void Lone_surrogate_is_refused(string json)
    {
        Assert.Equal("a string of valid Unicode is expected", CodecText.Refuse(RpcCodecs.String, json));
        Assert.Equal("a string of valid Unicode is expected", CodecText.Refuse(RpcCodecs.NullableString, json));
        Assert.Equal("a string of one character is expected", CodecText.Refuse(RpcCodecs.Char, json));
    }

    [Fact]
    public void Broken_utf8_is_refused()
    {
        byte[] json = [(byte)'"', 0xC3, (byte)'"'];
        Assert.Equal("a string of valid Unicode is expected", CodecText.Refuse(RpcCodecs.String, json));
        Assert.Equal("a string of one character is expected", CodecText.Refuse(RpcCodecs.Char, json));
    }

    [Fact]
    public void Null_goes_only_through_the_nullable_codec()
    {
        Assert.Equal("null", CodecText.Write(RpcCodecs.NullableString, null));
        Assert.Null(CodecText.Read(RpcCodecs.NullableString, "null"));
        CodecText.AssertLikeSerializer(RpcCodecs.NullableString, "a\"b");
        Assert.Throws<ArgumentNullException>(() => CodecText.Write(RpcCodecs.String, null!));
        CodecText.Refuse(RpcCodecs.NullableString, "1");
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"ab\"")]
    [InlineData("\"😀\"")]
    [InlineData("\"\\ud83d\\ude00\"")]
    [InlineData("\"\\u0061b\"")]
    [InlineData("97")]
    [InlineData("null")]
    public void What_is_no_single_character_is_refused(string json) =>
        Assert.Equal("a string of one character is expected", CodecText.Refuse(RpcCodecs.Char, json));

    [Fact]
    public void Escapes_are_read()
    {
        Assert.Equal("a\"\\/\b\f\n\r\t😀", CodecText.Read(RpcCodecs.String, """ "\u0061\"\\\/\b\f\n\r\t\ud83d\ude00" """));
        Assert.Equal('\u20ac', CodecText.Read(RpcCodecs.Char, "\"\\u20AC\""));
    }

    [Fact]
    public void Refusals_hold_nothing_of_the_peer()
    {
        const string Json = "\"secret\"";
        string[] refusals =
        [
            CodecText.Refuse(RpcCodecs.Boolean, Json),
            CodecText.Refuse(RpcCodecs.Int32, Json),
            CodecText.Refuse(RpcCodecs.Double, Json),
            CodecText.Refuse(RpcCodecs.Decimal, Json),
            CodecText.Refuse(RpcCodecs.Char, Json),
            CodecText.Refuse(RpcCodecs.Guid, Json),
            CodecText.Refuse(RpcCodecs.DateTime, Json),
            CodecText.Refuse(RpcCodecs.DateTimeOffset, Json),
            CodecText.Refuse(RpcCodecs.ByteArray, "\"secret!\""),
            CodecText.Refuse(RpcCodecs.Array(RpcCodecs.Int32), Json),
            CodecText.Refuse(RpcCodecs.Json<int[]>(RpcJson.Create(null)), Json),
        ];
        Assert.All(refusals, text => Assert.DoesNotContain("secret", text, StringComparison.Ordinal));
    }
}
