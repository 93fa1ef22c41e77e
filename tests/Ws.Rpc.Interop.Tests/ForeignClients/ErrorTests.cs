using System;
using System.Threading.Tasks;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;
using Ws.Rpc.Interop.Tests.Contracts;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignClients;

public sealed class ErrorTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Error_of_the_hub_arrives_with_code_text_and_data(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        RemoteInvocationException error = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => client.Rpc.InvokeAsync("reject", 4711, "too \"many\"", new Rejection("copies", 9)).Within());

        Assert.Equal(4711, error.ErrorCode);
        Assert.Equal("too \"many\"", error.Message);
        Assert.Equal(new Rejection("copies", 9), error.DeserializedErrorData);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Error_without_data_and_one_whose_data_is_no_object_arrive_too(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        RemoteInvocationException bare = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => client.Rpc.InvokeAsync("reject", -5, "no").Within());
        RemoteInvocationException text = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => client.Rpc.InvokeAsync("rejectWithText", -6, "never", "because").Within());

        Assert.Equal((-5, "no"), (bare.ErrorCode, bare.Message));
        Assert.Null(bare.ErrorData);
        Assert.Equal((-6, "never"), (text.ErrorCode, text.Message));
        Assert.Equal("because", text.ErrorData?.ToString());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Unexpected_exception_is_an_internal_error_that_tells_no_secret(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        RemoteInvocationException error = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => client.Rpc.InvokeAsync("break", "password=1234").Within());

        Assert.Equal((int)JsonRpcErrorCode.InternalError, error.ErrorCode);
        CommonErrorData data = Assert.IsType<CommonErrorData>(error.DeserializedErrorData);
        Assert.Equal("InternalError", data.TypeName);
        Assert.Null(data.Message);
        Assert.Null(data.StackTrace);
        Assert.Null(data.Inner);
        Assert.DoesNotContain("1234", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Unexpected_exception_is_common_error_data_when_details_are_on(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.DetailedErrors = true);
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        RemoteInvocationException error = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => client.Rpc.InvokeAsync("break", "detail").Within());

        CommonErrorData data = Assert.IsType<CommonErrorData>(error.DeserializedErrorData);
        Assert.Contains("InvalidOperationException", data.Message, StringComparison.Ordinal);
        Assert.Contains("detail", data.Message, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Unknown_method_is_known_as_such(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        RemoteMethodNotFoundException unknown = await Assert.ThrowsAsync<RemoteMethodNotFoundException>(
            () => client.Rpc.InvokeAsync("foo.get", 1).Within());
        RemoteMethodNotFoundException otherCase = await Assert.ThrowsAsync<RemoteMethodNotFoundException>(
            () => client.Rpc.InvokeAsync("Subtract", 1, 2).Within());
        RemoteMethodNotFoundException reserved = await Assert.ThrowsAsync<RemoteMethodNotFoundException>(
            () => client.Rpc.InvokeAsync("$/enumerator/other", 1).Within());

        Assert.Equal(JsonRpcErrorCode.MethodNotFound, unknown.ErrorCode);
        Assert.Equal(JsonRpcErrorCode.MethodNotFound, otherCase.ErrorCode);
        Assert.Equal(JsonRpcErrorCode.MethodNotFound, reserved.ErrorCode);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Arguments_that_do_not_fit_are_invalid_and_say_which(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        await AssertInvalidAsync("'subtrahend' is required", client.Rpc.InvokeAsync("subtract", 1));
        await AssertInvalidAsync("at most 2", client.Rpc.InvokeAsync("subtract", 1, 2, 3));
        await AssertInvalidAsync("'minuend'", client.Rpc.InvokeAsync("subtract", "one", 2));
        await AssertInvalidAsync("'minuend' is required", client.Rpc.InvokeWithParameterObjectAsync("subtract", new { subtrahend = 1 }));
        await AssertInvalidAsync("'name'", client.Rpc.InvokeAsync("find", new object?[] { null }));
        Assert.Equal(1, await client.Rpc.InvokeAsync<int>("subtract", 3, 2).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Result_that_cannot_be_written_is_an_error_of_its_own_kind(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        RemoteSerializationException error = await Assert.ThrowsAsync<RemoteSerializationException>(
            () => client.Rpc.InvokeAsync<object>("tie").Within());

        Assert.Equal(JsonRpcErrorCode.ResponseSerializationFailure, error.ErrorCode);
        Assert.Equal(1, await client.Rpc.InvokeAsync<int>("subtract", 3, 2).Within());
    }

    private static async Task AssertInvalidAsync(string detail, Task call)
    {
        RemoteMethodNotFoundException error = await Assert.ThrowsAsync<RemoteMethodNotFoundException>(() => call.Within());
        Assert.Equal(JsonRpcErrorCode.InvalidParams, error.ErrorCode);
        CommonErrorData data = Assert.IsType<CommonErrorData>(error.DeserializedErrorData);
        Assert.Equal("InvalidParams", data.TypeName);
        Assert.Contains(detail, data.Message, StringComparison.Ordinal);
    }
}
