using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <param name="resume">Whether its session may go on over another connection, as it may by default.</param>
internal sealed class WsRpcContender(bool resume = true) : IContender
{
    private RpcClient _client = null!;
    private IBenchmarkHub _hub = null!;

    public async ValueTask ConnectAsync(ServerAddress server)
    {
        var options = new RpcClientOptions { MaxMessageBytes = AllContenders.MaxMessageBytes, Resume = resume };
        _client = new RpcClient(new Uri(server.Http1, "/rpc"), options);
        await _client.ConnectAsync();
        _hub = _client.GetHub<IBenchmarkHub>();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask AddAsync() => Verify.That(await _hub.AddAsync(40, 2) == 42);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask OrderAsync() => Verify.That((await _hub.OrderAsync(Order.Sample)).Id == Order.Sample.Id);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask TextAsync(string text) => Verify.That((await _hub.TextAsync(text)).Length == text.Length);

    public async ValueTask StreamAsync(int items)
    {
        int next = 0;
        await foreach (int item in _hub.StreamAsync(items))
        {
            Verify.That(item == next++);
        }

        Verify.That(next == items);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
