using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Rooms;

/// <summary>Clients that connect, join, call and vanish, in every way that there is, leave nothing behind.</summary>
public sealed class VanishTests
{
    private const int Lanes = 8;
    private const int CyclesOfLane = 200;

    [Fact]
    public async Task Nothing_is_left_of_those_who_come_and_go()
    {
        await using HubHost host = await HubHost.StartAsync<RoomHub>();
        var outside = host.Services.GetRequiredService<IRpcHubContext<RoomHub, IRoomClient>>();
        int gone = 0;
        Task counting = Task.Run(async () =>
        {
            while (gone < Lanes * CyclesOfLane)
            {
                gone += (await host.Probe.NextAsync()).StartsWith("gone", StringComparison.Ordinal) ? 1 : 0;
            }
        });

        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => RunAsync(host, lane))));

        // The hub has heard of each end, and that is the last that the library does for a connection but forget it.
        await counting.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, outside.Connections.Count);
        Assert.Equal(0, await outside.Rooms.CountAsync("all"));
        Assert.Empty(await outside.Rooms.MembersAsync("lane 0"));
    }

    private static async Task RunAsync(HubHost host, int lane)
    {
        for (int i = 0; i < CyclesOfLane; i++)
        {
            if (i % 2 == 0)
            {
                await VanishFromSocketAsync(host, lane, i);
            }
            else
            {
                await VanishFromClientAsync(host, lane, i);
            }
        }
    }

    private static async Task VanishFromSocketAsync(HubHost host, int lane, int cycle)
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        await client.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"join","params":["lane {{lane}}"]}""");
        await client.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"join","params":["all"]}""");
        if (cycle % 4 == 0)
        {
            // Otherwise it is gone before it hears, or even before it is heard.
            await client.ReceiveAsync();
        }
    }

    private static async Task VanishFromClientAsync(HubHost host, int lane, int cycle)
    {
        Task telling;
        await using (RpcClient client = Framed.Client(host.Address, null))
        {
            client.Handle<IRoomClient>(new RoomClient());
            await client.ConnectAsync().Within();
            IRoomHub hub = client.GetHub<IRoomHub>();
            await hub.JoinAsync($"lane {lane}").Within();
            telling = hub.TellRoomAsync("all", "hi").AsTask();
            if (cycle % 4 == 1)
            {
                await telling.Within();
                await client.CloseAsync().Within();
            }
        }

        // Answered, or lost with the connection: in any case it ends.
        Exception? lost = await Record.ExceptionAsync(() => telling.Within());
        Assert.True(lost is null or RpcConnectionException, $"{lost}");
    }
}
