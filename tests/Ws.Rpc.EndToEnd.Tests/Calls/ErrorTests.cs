using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Calls;

public sealed class ErrorTests
{
    private static readonly TimeSpan s_callTimeout = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("early")]
    [InlineData("late")]
    [InlineData("cancelled")]
    public async Task Unexpected_exception_tells_only_a_trace_id_when_a_handler_throws_it(string how)
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"throw","params":["{{how}}"]}""");
        string text = await client.ReceiveAsync();

        using var answer = JsonDocument.Parse(text);
        JsonElement error = answer.RootElement.GetProperty("error");
        Assert.Equal(-32603, error.GetProperty("code").GetInt32());
        Assert.Equal("Internal error", error.GetProperty("message").GetString());
        Assert.Equal(32, error.GetProperty("data").GetProperty("traceId").GetString()!.Length);
        Assert.False(error.GetProperty("data").TryGetProperty("stack", out _));
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Unexpected_exception_tells_type_and_text_when_details_are_on()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(static options => options.DetailedErrors = true);
        await using RpcClient client = await host.ConnectAsync();

        RpcException exception = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IProbeHub>().ThrowAsync("late").Within());

        string? detail = exception.GetData<JsonElement>().GetProperty("message").GetString();
        Assert.Equal("InvalidOperationException: a secret of the server", detail);
        Assert.False(exception.GetData<JsonElement>().TryGetProperty("stack", out _));
    }

    [Fact]
    public async Task Exception_of_a_client_handler_reaches_the_server_without_its_text()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        var secret = new InvalidOperationException("a secret of the client");
        var handler = new ProbeClient { Confirm = (_, _) => throw secret };
        await using RpcClient client = await host.ConnectAsync(handler: handler);

        RpcException exception = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IProbeHub>().AskCallerAsync("sure?").Within());

        // The hub did not catch it: to its caller it is the answer of the call that it made.
        Assert.Equal(RpcErrorCode.InternalError, exception.Code);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_times_out_and_is_cancelled_on_the_server_when_no_answer_comes()
    {
        var time = new FakeTimeProvider();
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RpcClient client = await host.ConnectAsync(
            new RpcClientOptions { CallTimeout = s_callTimeout, TimeProvider = time });
        Task waiting = client.GetHub<IProbeHub>().WaitAsync().AsTask();
        Assert.Equal("waiting", await host.Probe.NextAsync());

        time.Advance(s_callTimeout + TimeSpan.FromSeconds(1));

        RpcTimeoutException exception = await Assert.ThrowsAsync<RpcTimeoutException>(() => waiting.Within());
        Assert.Equal(RpcErrorCode.Timeout, exception.Code);
        Assert.Equal("cancelled", await host.Probe.NextAsync());
        Assert.Equal("x", await client.GetHub<IProbeHub>().EchoAsync("x").Within());
    }

    [Fact]
    public async Task Call_to_a_client_times_out_and_is_cancelled_there_when_no_answer_comes()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handler = new ProbeClient
        {
            Confirm = async (_, cancellationToken) =>
            {
                await using CancellationTokenRegistration hook = cancellationToken.Register(() => cancelled.TrySetResult());
                asked.SetResult();
                await cancelled.Task;
                return true;
            },
        };
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(
            static options => options.CallTimeout = s_callTimeout,
            services: services => services.AddSingleton<TimeProvider>(time));
        await using RpcClient client = await host.ConnectAsync(handler: handler);
        Task asking = client.GetHub<IProbeHub>().AskCallerAsync("sure?").AsTask();
        await asked.Task.Within();

        time.Advance(s_callTimeout + TimeSpan.FromSeconds(1));

        RpcException exception = await Assert.ThrowsAsync<RpcException>(() => asking.Within());
        Assert.Equal(RpcErrorCode.InternalError, exception.Code);
        await cancelled.Task.Within();
    }
}
