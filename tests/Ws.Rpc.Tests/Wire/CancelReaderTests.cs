using System.Text;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class CancelReaderTests
{
    [Theory]
    [InlineData("""{"id":7}""", "7")]
    [InlineData("""{"id":"a"}""", "\"a\"")]
    [InlineData("""{"\u0069d":-1}""", "-1")]
    [InlineData("""{"x":{"id":1},"id":1.0,"\ud800":[]}""", "1.0")]
    [InlineData("[7]", "7")]
    [InlineData("[ \"\" ]", "\"\"")]
    public void Id_is_read_by_name_and_by_position(string json, string expected)
    {
        Assert.True(CancelReader.TryRead(Encoding.UTF8.GetBytes(json), out RequestId id));
        Assert.Equal(expected, id.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("[null]")]
    [InlineData("[[7]]")]
    [InlineData("[7,8]")]
    [InlineData("{\"id\":null}")]
    [InlineData("{\"id\":{}}")]
    [InlineData("{\"id\":7,\"id\":8}")]
    [InlineData("{\"ID\":7}")]
    [InlineData("{\"id\":7")]
    [InlineData("{\"id\"")]
    [InlineData("[7")]
    public void What_names_no_request_is_refused(string json) =>
        Assert.False(CancelReader.TryRead(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Id_that_no_request_can_have_is_refused() =>
        Assert.False(CancelReader.TryRead(Encoding.UTF8.GetBytes($"[{new string('7', 129)}]"), out _));
}
