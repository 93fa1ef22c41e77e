using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Running;

public sealed class DefaultRunTests
{
    [Theory]
    [InlineData("bool", "true", "True")]
    [InlineData("char", "'\\''", "'")]
    [InlineData("char", "'\\u0001'", "\u0001")]
    [InlineData("sbyte", "-128", "-128")]
    [InlineData("byte", "255", "255")]
    [InlineData("short", "-32768", "-32768")]
    [InlineData("ushort", "65535", "65535")]
    [InlineData("int", "int.MinValue", "-2147483648")]
    [InlineData("uint", "uint.MaxValue", "4294967295")]
    [InlineData("long", "long.MinValue", "-9223372036854775808")]
    [InlineData("ulong", "ulong.MaxValue", "18446744073709551615")]
    [InlineData("float", "float.NaN", "NaN")]
    [InlineData("float", "float.NegativeInfinity", "-Infinity")]
    [InlineData("float", "-0f", "-0")]
    [InlineData("float", "1.1f", "1.1")]
    [InlineData("float", "float.Epsilon", "1E-45")]
    [InlineData("double", "double.PositiveInfinity", "Infinity")]
    [InlineData("double", "-0.0", "-0")]
    [InlineData("double", "0.1", "0.1")]
    [InlineData("double", "double.MaxValue", "1.7976931348623157E+308")]
    [InlineData("double", "5", "5")]
    [InlineData("decimal", "-1.50m", "-1.50")]
    [InlineData("decimal", "decimal.MaxValue", "79228162514264337593543950335")]
    [InlineData("string", "\"a\\\"b\\\\\\n\\0\\u2028é\"", "a\"b\\\n\0\u2028é")]
    [InlineData("string", "\"\\ud83d\\ude00\"", "\ud83d\ude00")]
    [InlineData("string", "Constants.Text", "a\rb")]
    [InlineData("decimal", "Constants.Price", "-0.10")]
    [InlineData("decimal", "-0.0m", "0.0")]
    [InlineData("double", "Constants.Nothing", "NaN")]
    [InlineData("float", "-1e-7f", "-1E-07")]
    [InlineData("double", "1e23", "1E+23")]
    [InlineData("nint", "5", "5")]
    [InlineData("object?", "null", "")]
    [InlineData("Point", "default", "Point { X = 0 }")]
    [InlineData("Point?", "null", "")]
    [InlineData("bool?", "false", "False")]
    [InlineData("decimal?", "1.10m", "1.10")]
    [InlineData("char?", "'\\n'", "\n")]
    [InlineData("Flags", "Flags.A | Flags.B", "A, B")]
    [InlineData("(int, string?)?", "null", "")]
    [InlineData("string?", "null", "")]
    [InlineData("int?", "null", "")]
    [InlineData("int?", "7", "7")]
    [InlineData("byte?", "7", "7")]
    [InlineData("Mode", "Mode.Low", "Low")]
    [InlineData("Mode", "(Mode)7", "7")]
    [InlineData("Mode?", "Mode.Low", "Low")]
    [InlineData("Big", "Big.Top", "Top")]
    [InlineData("DateTime", "default", "01/01/0001 00:00:00")]
    [InlineData("Guid", "default", "00000000-0000-0000-0000-000000000000")]
    [InlineData("CancellationToken?", "default", "")]
    [InlineData("(int A, int B)", "default", "(0, 0)")]
    public async Task A_default_is_the_contracts_when_the_argument_is_left_out(string type, string value, string text)
    {
        LoadedSample sample = new($$"""
            public enum Mode : sbyte { Low = -3 }
            public enum Big : ulong { Top = ulong.MaxValue }
            [Flags] public enum Flags : byte { A = 1, B = 128 }
            public record struct Point(int X);
            public static class Constants
            {
                public const string Text = "a\rb";
                public const decimal Price = -0.10m;
                public const double Nothing = double.NaN;
            }
            [RpcHub] public interface IHub { ValueTask SetAsync({{type}} value = {{value}}); }
            public class Hub : IHub
            {
                public override string ToString() => _text;
                public ValueTask SetAsync({{type}} value) { _text = FormattableString.Invariant($"{value}"); return default; }
                private string _text = "never called";
            }
            """);
        Assert.Equal("null", Encoding.UTF8.GetString(await sample.Channel.SendAsync("set", "[]")));
        Assert.Equal(text, sample.Target.ToString());
    }

    // Not a row above: attributes keep their texts in UTF-8, which has no halves of pairs.
    [Fact]
    public async Task Half_a_surrogate_pair_is_kept()
    {
        LoadedSample sample = new("""
            [RpcHub] public interface IHub { ValueTask SetAsync(string text = "\udc00x\ud800", char half = '\ud801'); }
            public class Hub : IHub
            {
                public override string ToString() => _text;
                public ValueTask SetAsync(string text, char half) { _text = text + half; return default; }
                private string _text = "never called";
            }
            """);
        await sample.Channel.SendAsync("set", "[]");
        Assert.Equal("\udc00x\ud800\ud801".ToCharArray(), sample.Target.ToString()!.ToCharArray());
    }

    [Fact]
    public async Task Defaults_by_attribute_are_kept()
    {
        LoadedSample sample = new("""
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;
            [RpcHub]
            public interface IHub
            {
                ValueTask SetAsync([Optional, DateTimeConstant(630822816000000000)] DateTime at, [Optional] int count);
            }
            public class Hub : IHub
            {
                public override string ToString() => _text;
                public ValueTask SetAsync(DateTime at, int count)
                {
                    _text = FormattableString.Invariant($"{at} {count}");
                    return default;
                }
                private string _text = "never called";
            }
            """);
        await sample.Channel.SendAsync("set", "[]");
        Assert.Equal("01/01/2000 00:00:00 0", sample.Target.ToString());
    }
}
