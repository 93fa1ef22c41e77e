using System.Diagnostics;
using System.Text;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class TraceReaderTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Span = "00f067aa0ba902b7";
    private const string Parent = "00-" + Trace + "-" + Span + "-01";

    [Theory]
    [InlineData(Parent, ActivityTraceFlags.Recorded)]
    [InlineData("00-" + Trace + "-" + Span + "-00", ActivityTraceFlags.None)]
    [InlineData("01-" + Trace + "-" + Span + "-01", ActivityTraceFlags.Recorded)]
    [InlineData("cc-" + Trace + "-" + Span + "-01-what-comes-later", ActivityTraceFlags.Recorded)]
    public void Parent_is_read_in_the_known_version_and_in_later_ones(string parent, ActivityTraceFlags flags)
    {
        Assert.True(TryRead($"\"{parent}\"", "", out ActivityContext context));

        Assert.Equal((Trace, Span), (context.TraceId.ToHexString(), context.SpanId.ToHexString()));
        Assert.Equal((flags, true), (context.TraceFlags, context.IsRemote));
        Assert.Null(context.TraceState);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"\"")]
    [InlineData("\"00-x\"")]
    [InlineData("{\"00\":\"" + Parent + "\"}")]
    [InlineData("[\"" + Parent + "\"]")]
    [InlineData("\"" + Parent + "-more\"")]
    [InlineData("\"01-" + Trace + "-" + Span + "-01more\"")]
    [InlineData("\"ff-" + Trace + "-" + Span + "-01\"")]
    [InlineData("\"00-00000000000000000000000000000000-" + Span + "-01\"")]
    [InlineData("\"00-" + Trace + "-0000000000000000-01\"")]
    [InlineData("\"00-4BF92F3577B34DA6A3CE929D0E0E4736-" + Span + "-01\"")]
    [InlineData("\"00_" + Trace + "_" + Span + "_01\"")]
    [InlineData("\"00-" + Trace + "-" + Span + "-0x\"")]
    [InlineData("\"\\u0030\\u0030-" + Trace + "-" + Span + "-01\"")]
    [InlineData("\"00-4bf92f3577b34da6a3ce929d0e0e473é" + Span + "-01\"")]
    public void Parent_that_breaks_the_rules_is_none(string json) => Assert.False(TryRead(json, "\"a=1\"", out _));

    [Fact]
    public void Parent_of_a_later_version_has_a_bound()
    {
        string later = "01-" + Trace + "-" + Span + "-01-";

        Assert.True(TryRead($"\"{later.PadRight(254, 'x')}\"", "", out _));
        Assert.False(TryRead($"\"{later.PadRight(255, 'x')}\"", "", out _));
    }

    [Theory]
    [InlineData("\"congo=t61rcWkgMzE,rojo=00f067aa0ba902b7\"", "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7")]
    [InlineData("\"a=\\u002b\\\"\"", "a=+\"")]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("\"a=é\"", null)]
    [InlineData("\"a=\\ud800\"", null)]
    public void State_is_read_where_it_is_text_that_travels(string json, string? expected)
    {
        Assert.True(TryRead($"\"{Parent}\"", json, out ActivityContext context));

        Assert.Equal(expected, context.TraceState);
    }

    [Theory]
    [InlineData(512, true)]
    [InlineData(513, false)]
    [InlineData(100_000, false)]
    public void State_has_a_bound(int length, bool isKept)
    {
        Assert.True(TryRead($"\"{Parent}\"", $"\"{"a=".PadRight(length, 'x')}\"", out ActivityContext context));

        Assert.Equal(isKept ? length : null, context.TraceState?.Length);
    }

    private static bool TryRead(string parent, string state, out ActivityContext context) =>
        TraceReader.TryRead(Encoding.UTF8.GetBytes(parent), Encoding.UTF8.GetBytes(state), out context);
}
