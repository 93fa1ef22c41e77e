using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Calls;

internal sealed class WsRpcContender : IContender
{
    private RpcClient _client = null!;
    private IBenchmarkHub _hub = null!;

    public async ValueTask ConnectAsync(Uri server)
    {
        _client = new RpcClient(new Uri(server, "/rpc"), new RpcClientOptions { MaxMessageBytes = 4 * 1024 * 1024 });
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
