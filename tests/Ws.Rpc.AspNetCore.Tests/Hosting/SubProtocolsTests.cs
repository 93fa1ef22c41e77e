using Ws.Rpc.AspNetCore.Hosting;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hosting;

public sealed class SubProtocolsTests
{
    [Theory]
    [InlineData(new string[0], null)]
    [InlineData(new[] { "ws-rpc.v1+json" }, "ws-rpc.v1+json")]
    [InlineData(new[] { "json", "ws-rpc.v1+json" }, "ws-rpc.v1+json")]
    [InlineData(new[] { "x", "json", "jsonrpc" }, "json")]
    [InlineData(new[] { "JSON", "x" }, null)]
    [InlineData(new[] { "ws-rpc.v2+json" }, null)]
    [InlineData(new[] { "ws-rpc.bearer.abc" }, null)]
    [InlineData(new[] { "ws-rpc.bearer.abc", "jsonrpc2" }, "jsonrpc2")]
    public void Choice_is_ours_then_the_first_alias_then_none(string[] offered, string? chosen) =>
        Assert.Equal(chosen, SubProtocols.Choose(offered, new RpcHubOptions().SubProtocolAliases));

    [Fact]
    public void Choice_is_none_when_there_are_no_aliases() => Assert.Null(SubProtocols.Choose(["json"], []));
}
