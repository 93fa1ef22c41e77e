using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Ws.Rpc.Testing;

namespace Ws.Rpc.MicroBenchmarks;

/// <summary>The whole trip of a call in one process: client, envelope, dispatch, hub and back, without sockets.</summary>
[MemoryDiagnoser]
public class DispatchBenchmarks
{
    private RpcTestHost _host = null!;
    private RpcTestClient _client = null!;
    private ISumHub _hub = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _host = await RpcTestHost.StartAsync<SumHub>();
        _client = await _host.ConnectAsync();
        _hub = _client.GetHub<ISumHub>();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _client.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Benchmark]
    public async Task<int> Call() => await _hub.AddAsync(40, 2);
}
