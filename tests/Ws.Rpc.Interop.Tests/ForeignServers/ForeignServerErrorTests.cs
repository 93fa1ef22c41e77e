using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.Interop.Tests.Contracts;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignServers;

public sealed class ForeignServerErrorTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Error_of_the_server_arrives_with_code_text_and_data(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        IPartsHub hub = client.GetHub<IPartsHub>();

        RpcException error = await Assert.ThrowsAsync<RpcException>(
            () => hub.RejectAsync(4711, "too \"many\"", new Rejection("copies", 9)).Within());
        RpcException bare = await Assert.ThrowsAsync<RpcException>(() => hub.RejectAsync(-5, "no").Within());

        Assert.Equal((4711, "too \"many\""), (error.Code, error.Message));
        Assert.Equal(new Rejection("copies", 9), error.GetData<Rejection>());
        Assert.Equal((-5, "no"), (bare.Code, bare.Message));
        Assert.Null(bare.GetData<Rejection>());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Exception_of_the_server_arrives_with_its_common_error_data(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);

        RpcException error = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IPartsHub>().BreakAsync("broken").Within());

        Assert.Equal((RpcErrorCode.ApplicationError, "broken"), (error.Code, error.Message));
        ErrorDetail detail = error.GetData<ErrorDetail>()!;
        Assert.Equal(("System.InvalidOperationException", "broken"), (detail.Type, detail.Message));
        Assert.Equal(("System.FormatException", "inner"), (detail.Inner!.Type, detail.Inner.Message));
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Unknown_method_and_unfit_arguments_keep_their_codes(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        IUnknownHub hub = client.GetHub<IUnknownHub>();

        RpcException unknown = await Assert.ThrowsAsync<RpcException>(() => hub.NobodyServesThisAsync().Within());
        RpcException unfit = await Assert.ThrowsAsync<RpcException>(() => hub.SubtractAsync("one").Within());

        Assert.Equal(RpcErrorCode.MethodNotFound, unknown.Code);
        Assert.Equal(RpcErrorCode.InvalidParams, unfit.Code);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Result_of_another_type_is_a_protocol_error_of_that_call_alone(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);

        RpcProtocolException error = await Assert.ThrowsAsync<RpcProtocolException>(
            () => client.GetHub<IUnknownHub>().EchoAsync("five").Within());

        Assert.Contains("'echo'", error.Message, System.StringComparison.Ordinal);
        Assert.Equal(19, await client.GetHub<IPartsHub>().SubtractAsync(42, 23).Within());
    }

    private static async Task<RpcClient> ConnectAsync(ForeignServer server)
    {
        RpcClient client = Framed.Client(server.Uri);
        await client.ConnectAsync().Within();
        return client;
    }
}
