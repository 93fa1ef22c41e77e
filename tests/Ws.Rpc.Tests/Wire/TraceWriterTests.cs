using System.Diagnostics;
using System.Text;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class TraceWriterTests
{
    private const string Message = """{"jsonrpc":"2.0","id":7,"method":"list","params":[1],"credit":64""";

    [Fact]
    public void Trace_comes_behind_everything_else()
    {
        using Activity activity = Start(ActivityIdFormat.W3C, "a=1,b=\"+\"");

        string state = "a=1,b=\\u0022\\u002B\\u0022";
        Assert.Equal($$"""{{Message}},"traceparent":"{{activity.Id}}","tracestate":"{{state}}"}""", Write(activity));
    }

    [Theory]
    [InlineData(512, true)]
    [InlineData(513, false)]
    public void State_that_is_too_long_is_left_out(int length, bool isWritten)
    {
        string state = "a=".PadRight(length, 'x');
        using Activity activity = Start(ActivityIdFormat.W3C, state);

        string members = isWritten ? $",\"tracestate\":\"{state}\"" : "";
        Assert.Equal($$"""{{Message}},"traceparent":"{{activity.Id}}"{{members}}}""", Write(activity));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=é")]
    public void State_that_does_not_travel_is_left_out(string state)
    {
        using Activity activity = Start(ActivityIdFormat.W3C, state);

        Assert.Equal($$"""{{Message}},"traceparent":"{{activity.Id}}"}""", Write(activity));
    }

    [Fact]
    public void Nothing_is_written_without_a_trace_of_that_kind()
    {
        using Activity activity = Start(ActivityIdFormat.Hierarchical, "a=1");

        Assert.Equal(Message + "}", Write(null));
        Assert.Equal(Message + "}", Write(activity));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        using Activity activity = Start(ActivityIdFormat.W3C, "a=1,b=\"+\"");
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        byte[] message = Encoding.UTF8.GetBytes(Write(activity));
        Envelope envelope = EnvelopeReader.Read(message, new byte[WireLimits.Default.MaxMethodBytes], WireLimits.Default);

        Assert.Equal((EnvelopeKind.Request, 64), (envelope.Kind, envelope.Credit));
        Assert.True(TraceReader.TryRead(envelope.TraceParent, envelope.TraceState, out ActivityContext context));
        Assert.Equal(
            new ActivityContext(activity.TraceId, activity.SpanId, ActivityTraceFlags.Recorded, "a=1,b=\"+\"", isRemote: true),
            context);
    }

    private static Activity Start(ActivityIdFormat format, string state)
    {
        Activity activity = new Activity("test").SetIdFormat(format).Start();
        activity.TraceStateString = state;
        return activity;
    }

    private static string Write(Activity? activity) => BufferText.Of(buffer =>
    {
        buffer.Write(Encoding.UTF8.GetBytes(Message + "}"));
        TraceWriter.Write(buffer, activity);
    });
}
