using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>Whether all places of a route can be taken, and no more: one that leaked would be missing for ever.</summary>
internal static class GatePlaces
{
    public static async Task AssertFreeAsync(Uri address, int places)
    {
        List<HostileSocket> taken = [];
        try
        {
            while (taken.Count < places)
            {
                taken.Add(await TakeAsync(address));
            }

            foreach (HostileSocket client in taken)
            {
                await client.AssertServedAsync(exactly: true);
            }

            Assert.Equal(503, await KnockAsync(address));
        }
        finally
        {
            foreach (HostileSocket client in taken)
            {
                await client.DisposeAsync();
            }
        }

        // The next one who comes shall find one.
        await (await TakeAsync(address)).DisposeAsync();
    }

    // The server learns of an end a little later.
    private static async Task<HostileSocket> TakeAsync(Uri address)
    {
        using var limit = new CancellationTokenSource(Bounded.Limit);
        while (true)
        {
            HostileSocket client = await HostileSocket.DialAsync(address);
            await client.SendAsync(Encoding.ASCII.GetBytes(HostileSocket.Upgrade(address)));
            int status = await client.ReadStatusAsync();
            if (status == 101)
            {
                return client;
            }

            await client.DisposeAsync();
            Assert.Equal(503, status);
            Assert.False(limit.IsCancellationRequested, "a place has leaked");
        }
    }

    private static async Task<int> KnockAsync(Uri address)
    {
        await using HostileSocket client = await HostileSocket.DialAsync(address);
        await client.SendAsync(Encoding.ASCII.GetBytes(HostileSocket.Upgrade(address)));
        return await client.ReadStatusAsync();
    }
}
