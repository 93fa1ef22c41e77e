using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.EndToEnd.Tests.Handshake;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>The same for streams of HTTP/2, many of which share one connection of TCP.</summary>
public sealed class Http2PlaceTests : IDisposable
{
    private const int Places = 3;
    private const int Attempts = 40;

    private readonly HostileLog _log = new();

    [Theory]
    [InlineData("aborted")]
    [InlineData("cancelled")]
    [InlineData("cut")]
    public async Task Place_is_free_again_when_its_stream_is(string way)
    {
        await using HubHost host = await StartAsync();
        for (int i = 0; i < Attempts; i++)
        {
            await LeaveAsync(host, way);
        }

        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        List<ClientWebSocket> sockets = [];
        using var limit = new CancellationTokenSource(Bounded.Limit);
        while (sockets.Count < Places)
        {
            try
            {
                sockets.Add(await Http2Sockets.ConnectAsync(host, invoker));
            }
            catch (WebSocketException) when (!limit.IsCancellationRequested)
            {
                // The server learns of an end a little later.
                await Task.Yield();
            }
        }

        await Assert.ThrowsAsync<WebSocketException>(() => Http2Sockets.ConnectAsync(host, invoker));
        sockets.ForEach(static socket => socket.Dispose());
    }

    [Fact]
    public async Task Plain_request_is_answered_without_a_word_in_the_log()
    {
        await using (HubHost host = await StartAsync())
        {
            using var client = new HttpClient
            {
                DefaultRequestVersion = HttpVersion.Version20,
                DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };

            using HttpResponseMessage answer = await client.GetAsync(host.HttpAddress).Within();

            Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
            Assert.Equal(["13"], answer.Headers.GetValues("Sec-WebSocket-Version"));
        }

        Assert.DoesNotContain(_log.Entries, static entry => entry.Level >= LogLevel.Warning);
    }

    public void Dispose() => _log.Dispose();

    private static async Task LeaveAsync(HubHost host, string way)
    {
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        using var socket = new ClientWebSocket();
        Http2Sockets.Configure(socket.Options);
        using var cancellation = new CancellationTokenSource();
        Task connecting = socket.ConnectAsync(host.Address, invoker, cancellation.Token);
        if (way == "cancelled")
        {
            await cancellation.CancelAsync();
        }
        else if (way == "cut")
        {
            invoker.Dispose();
        }

        // Some are refused, since those before are still on their way out, and some have come before they were cancelled.
        Exception? failure = await Record.ExceptionAsync(() => connecting.Within());
        Assert.True(
            failure is null or WebSocketException or OperationCanceledException or ObjectDisposedException, $"{failure}");
        socket.Abort();
    }

    private Task<HubHost> StartAsync() => HubHost.StartAsync<DoorHub>(
        static options => options.MaxConnections = Places,
        static listen => listen.Protocols = HttpProtocols.Http2,
        services =>
        {
            TestTokens.AddTo(services);
            services.AddLogging(logging => logging.AddProvider(_log));
        });
}
