using System.Text;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class EnvelopeWriterTests
{
    [Fact]
    public void Request_is_written_in_the_order_of_the_protocol()
    {
        string text = BufferText.Of(buffer =>
        {
            EnvelopeWriter.WriteRequestHead(buffer, 7, "\"send\""u8);
            buffer.Write("1,2"u8);
            EnvelopeWriter.WriteArgumentsTail(buffer);
        });
        Assert.Equal("""{"jsonrpc":"2.0","id":7,"method":"send","params":[1,2]}""", text);
    }

    [Fact]
    public void Notification_always_has_params()
    {
        string text = BufferText.Of(buffer =>
        {
            EnvelopeWriter.WriteNotificationHead(buffer, "\"message\""u8);
            EnvelopeWriter.WriteArgumentsTail(buffer);
        });
        Assert.Equal("""{"jsonrpc":"2.0","method":"message","params":[]}""", text);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("-9223372036854775808")]
    [InlineData("1.0")]
    [InlineData("\"\\u0041\"")]
    public void Result_echoes_the_id(string id)
    {
        string text = BufferText.Of(buffer =>
        {
            EnvelopeWriter.WriteResultHead(buffer, RequestId.FromToken(Encoding.UTF8.GetBytes(id)));
            buffer.Write("null"u8);
            EnvelopeWriter.WriteObjectTail(buffer);
        });
        Assert.Equal($$"""{"jsonrpc":"2.0","id":{{id}},"result":null}""", text);
    }

    [Fact]
    public void Cancellation_names_the_request() =>
        Assert.Equal(
            """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":-3}}""",
            BufferText.Of(buffer => EnvelopeWriter.WriteCancel(buffer, -3)));

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void What_is_written_is_read_again(long id)
    {
        string request = BufferText.Of(buffer =>
        {
            EnvelopeWriter.WriteRequestHead(buffer, id, "\"a\\u0022b\""u8);
            EnvelopeWriter.WriteArgumentsTail(buffer);
        });
        Assert.Equal($"Request {id} a\"b []", EnvelopeText.Describe(request));
        string cancel = BufferText.Of(buffer => EnvelopeWriter.WriteCancel(buffer, id));
        Assert.Equal($$"""Notification $/cancelRequest {"id":{{id}}}""", EnvelopeText.Describe(cancel));
    }
}
