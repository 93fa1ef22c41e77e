using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Minimal.Contracts;
using Minimal.Server;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Calls;

/// <summary>The sample calculator through its generated proxy.</summary>
public sealed class CalculatorTests : IAsyncLifetime
{
    private HubHost? _host;
    private RpcClient? _client;

    private ICalculator Calculator => _client!.GetHub<ICalculator>();

    public async Task InitializeAsync()
    {
        _host = await HubHost.StartAsync<CalculatorHub>();
        _client = await _host.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client!.DisposeAsync();
        await _host!.DisposeAsync();
    }

    [Fact]
    public async Task Methods_with_results_give_them_when_called()
    {
        Assert.Equal(19, await Calculator.SubtractAsync(42, 23).Within());
        Assert.Equal(-19, await Calculator.SubtractAsync(23, 42).Within());
        Assert.Equal(7, await Calculator.SumAsync(1, 2, 4).Within());
        Assert.Equal(0, await Calculator.SumAsync().Within());
        Assert.Equal("grüß dich \0 \"😀\"", await Calculator.EchoAsync("grüß dich \0 \"😀\"").Within());
        Assert.Equal(["hello", "5"], (await Calculator.GetDataAsync().Within()).Select(item => item?.ToString()));
        Assert.Equal(["hello", "5"], (await Calculator.GetSpecifiedDataAsync().Within()).Select(item => item?.ToString()));
    }

    [Fact]
    public async Task Notifications_leave_the_connection_fit_when_sent()
    {
        Calculator.Update(1, 2, 3);
        Calculator.NotifyHello(7);
        Calculator.NotifySum(1, 2, 4);
        Calculator.NotifySpecifiedHello(7);
        Calculator.NotifySpecifiedSum();

        Assert.Equal(3, await Calculator.SumAsync(1, 2).Within());
    }

    [Fact]
    public async Task Delay_completes_when_its_time_has_passed()
    {
        long begin = TimeProvider.System.GetTimestamp();

        await Calculator.DelayAsync(50).Within();

        Assert.InRange(TimeProvider.System.GetElapsedTime(begin).TotalMilliseconds, 45, 30_000);
    }

    [Fact]
    public async Task Delay_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        Task waiting = Calculator.DelayAsync(600_000, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within());
        Assert.Equal(cancellation.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task Fail_throws_the_given_error_when_called()
    {
        RpcException exception = await Assert.ThrowsAsync<RpcException>(
            () => Calculator.FailAsync(1234, "as you \"wished\"").Within());

        Assert.Equal(1234, exception.Code);
        Assert.Equal("as you \"wished\"", exception.Message);
        Assert.Null(exception.Data);
    }

    [Fact]
    public async Task Echo_gives_back_a_text_of_nearly_the_largest_message()
    {
        string large = string.Concat(Enumerable.Repeat("0123456789abcde\n", 60_000));

        Assert.Equal(large, await Calculator.EchoAsync(large).Within());
    }
}
