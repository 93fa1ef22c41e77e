using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Oracle;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>A client that keeps some calls in flight, over all the connections that it loses.</summary>
internal sealed class CallingClient : IAsyncDisposable
{
    private const int CallsInFlight = 4;
    private const int MostCalls = 1_000_000;

    private readonly RpcClient _client;
    private readonly Outcomes _outcomes;
    private int _returns;
    private bool _isEnough;

    public CallingClient(Uri address, Outcomes outcomes)
    {
        _outcomes = outcomes;
        _client = new RpcClient(address, new RpcClientOptions
        {
            Reconnect = new RpcReconnectPolicy { BaseDelay = TimeSpan.FromMilliseconds(50), MaxDelay = TimeSpan.FromSeconds(2) },
        });
        _client.Reconnected += (_, _) => Interlocked.Increment(ref _returns);
    }

    /// <summary>How often it has come back.</summary>
    public int Returns => Volatile.Read(ref _returns);

    public bool IsEnough
    {
        get => Volatile.Read(ref _isEnough);
        set => Volatile.Write(ref _isEnough, value);
    }

    public Task ConnectAsync() => _client.ConnectAsync();

    public Task CallAsync() => Task.WhenAll(Enumerable.Range(0, CallsInFlight).Select(_ => Task.Run(CallOnAsync)));

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task CallOnAsync()
    {
        IChaosHub hub = _client.GetHub<IChaosHub>();
        for (int i = 0; i < MostCalls && !IsEnough; i++)
        {
            int call = _outcomes.Begin();
            string payload = $"payload of {call}";
            try
            {
                _outcomes.Answer(call, ChaosHub.AnswerOf(call, payload), await hub.DoAsync(call, payload).Within());
            }
            catch (Exception exception)
            {
                _outcomes.Fail(call, exception);
            }
        }
    }
}
