using System;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.JavaScriptClients;

[Collection(JavaScriptCollection.Name)]
public sealed class ErrorTests(JavaScriptProgram program)
{
    private const string File = "errors";

    [Fact]
    public async Task Error_of_the_hub_arrives_with_code_text_and_data()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "ofTheHub");

        string[] expected =
        [
            """{"code":4711,"message":"too \"many\"","data":{"field":"copies","limit":9}}""",
            """{"code":-5,"message":"no"}""",
            """{"code":-6,"message":"never","data":"because"}""",
            "1",
        ];
        Assert.Equal(expected, await peer.RestAsync());
    }

    [Fact]
    public async Task Error_of_the_runtime_has_its_code_and_tells_no_secret()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "ofTheRuntime");

        string failure = await peer.NextAsync();
        Assert.StartsWith($$"""{"code":{{RpcErrorCode.InternalError}},"message":""", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", failure, StringComparison.Ordinal);
        string[] expected =
            [$"{RpcErrorCode.MethodNotFound}", $"{RpcErrorCode.MethodNotFound}", $"{RpcErrorCode.ResponseNotSerializable}", "1"];
        Assert.Equal(expected, await peer.RestAsync());
    }

    [Fact]
    public async Task Arguments_that_do_not_fit_are_invalid_and_say_which()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "ofArguments");

        Assert.Collection(
            await peer.RestAsync(),
            line => AssertInvalid("'subtrahend' is required", line),
            line => AssertInvalid("at most 2", line),
            line => AssertInvalid("'minuend'", line),
            line => AssertInvalid("'minuend' is required", line),
            line => AssertInvalid("'part' is required", line));
    }

    private static void AssertInvalid(string detail, string line)
    {
        Assert.StartsWith($"\"{RpcErrorCode.InvalidParams} ", line, StringComparison.Ordinal);
        Assert.Contains(detail, line, StringComparison.Ordinal);
    }
}
