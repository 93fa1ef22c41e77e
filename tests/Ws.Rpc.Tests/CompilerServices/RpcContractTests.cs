using System;
using System.Text.Json;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.Tests.CompilerServices;

public sealed class RpcContractTests
{
    [Fact]
    public void A_contract_says_which_half_its_project_left_out()
    {
        RpcContract<IDisposable> contract = new(null, [], null, null);

        InvalidOperationException proxy = Assert.Throws<InvalidOperationException>(() => contract.CreateProxy(null!));
        InvalidOperationException dispatcher =
            Assert.Throws<InvalidOperationException>(() => contract.CreateDispatcher(JsonSerializerOptions.Default));

        Assert.StartsWith("No proxy was generated for 'System.IDisposable'", proxy.Message, StringComparison.Ordinal);
        Assert.StartsWith("No dispatcher was generated for 'System.IDisposable'", dispatcher.Message, StringComparison.Ordinal);
        Assert.Contains("WsRpcGenerate", proxy.Message, StringComparison.Ordinal);
    }
}
