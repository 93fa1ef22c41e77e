using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Rooms;

/// <summary>A room of 1,000 members, 50 of which do not read.</summary>
public sealed class CrowdTests
{
    private const int Members = 1000;
    private const int Stalled = 50;
    private const int Messages = 100;
    private const int Length = 4000;

    [Fact]
    public async Task Members_that_do_not_read_are_cut_and_the_others_miss_nothing()
    {
        await using HubHost host = await HubHost.StartAsync<RoomHub>(
            static options =>
            {
                options.OutgoingQueueBytes = 10 * Length;
                options.CloseTimeout = TimeSpan.FromMilliseconds(100);
            },
            services: static services => services.Configure<SocketTransportOptions>(
                static sockets => sockets.CreateBoundListenSocket = ListenWithSmallBuffers));
        var outside = host.Services.GetRequiredService<IRpcHubContext<RoomHub, IRoomClient>>();
        RoomClient[] handlers = [.. Enumerable.Range(0, Members - Stalled).Select(_ => new RoomClient())];
        RpcClient[] readers = await Task.WhenAll(handlers.Select(handler => JoinAsync(host, handler)));
        StalledClient[] stalled = await Task.WhenAll(Enumerable.Range(0, Stalled).Select(_ => StalledClient.ConnectAsync(
            host.Address, """{"jsonrpc":"2.0","id":1,"method":"join","params":["crowd"]}""")));
        Assert.Equal(Members, await outside.Rooms.CountAsync("crowd"));

        string padding = new('x', Length);
        for (int i = 0; i < Messages; i++)
        {
            string text = i.ToString(CultureInfo.InvariantCulture) + padding;
            outside.Clients.Room("crowd").Told(text);
            foreach (RoomClient handler in handlers)
            {
                Assert.Equal(text, await NextAsync(handler));
            }
        }

        // Each tells that it has left, and then that it is gone, whatever others do meanwhile.
        string[] events = await Task.WhenAll(Enumerable.Range(0, 2 * Stalled).Select(_ => host.Probe.NextAsync()));
        Assert.Equal(Stalled, events.Count(text => text == "crowd: Disconnected"));
        Assert.Equal(Stalled, events.Count(text => text == "gone: 4431"));
        Assert.Equal(Members - Stalled, await outside.Rooms.CountAsync("crowd"));
        foreach (StalledClient client in stalled)
        {
            client.Dispose();
        }

        await Task.WhenAll(readers.Select(reader => reader.DisposeAsync().AsTask()));
    }

    // Accepted sockets inherit it; left alone, the system would keep megabytes for each that does not read.
    private static Socket ListenWithSmallBuffers(EndPoint endPoint)
    {
        Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        socket.SendBufferSize = 2 * Length;
        return socket;
    }

    private static async Task<RpcClient> JoinAsync(HubHost host, RoomClient handler)
    {
        RpcClient client = Framed.Client(host.Address, null);
        client.Handle<IRoomClient>(handler);
        await client.ConnectAsync().Within();
        await client.GetHub<IRoomHub>().JoinAsync("crowd").Within();
        return client;
    }

    // What the hub tells of those who leave comes between.
    private static async Task<string> NextAsync(RoomClient handler)
    {
        while (true)
        {
            string text = await handler.NextAsync();
            if (!text.Contains(" left ", StringComparison.Ordinal))
            {
                return text;
            }
        }
    }
}
