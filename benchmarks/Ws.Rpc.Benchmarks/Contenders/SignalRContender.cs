using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <param name="messagePack">Whether its messages are MessagePack, not JSON.</param>
internal sealed class SignalRContender(bool messagePack) : IContender
{
    private HubConnection _connection = null!;

    public async ValueTask ConnectAsync(ServerAddress server)
    {
        IHubConnectionBuilder builder = new HubConnectionBuilder()
            .WithUrl(new Uri(server.Http1, "/signalr"), options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
            });
        _connection = (messagePack ? builder.AddMessagePackProtocol() : builder).Build();
        await _connection.StartAsync();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask AddAsync() => Verify.That(await _connection.InvokeAsync<int>("Add", 40, 2) == 42);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask OrderAsync() =>
        Verify.That((await _connection.InvokeAsync<Order>("Order", Order.Sample)).Id == Order.Sample.Id);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask TextAsync(string text) =>
        Verify.That((await _connection.InvokeAsync<string>("Text", text)).Length == text.Length);

    public async ValueTask StreamAsync(int items)
    {
        int next = 0;
        await foreach (int item in _connection.StreamAsync<int>("Stream", items))
        {
            Verify.That(item == next++);
        }

        Verify.That(next == items);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
