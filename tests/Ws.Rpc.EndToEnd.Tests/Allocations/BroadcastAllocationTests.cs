using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Allocations;

/// <summary>What a message to all costs the server: as much for two members as for two hundred.</summary>
[Collection(AllocationCollection.Name)]
public sealed class BroadcastAllocationTests
{
#if DEBUG
    // Without optimization the state machine of an async method is an object even where nothing is awaited.
    private const int MaxBytesPerDelivery = 2_000;
#else
    private const int MaxBytesPerDelivery = 1;
#endif
    private const int Few = 2;
    private const int Many = 200;
    private const int Broadcasts = 50;
    private const int Rounds = 8;
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"add","params":[20,22]}""";
    private const string Broadcast = """{"jsonrpc":"2.0","id":1,"method":"tellAll","params":["hello, all of you"]}""";

    [Fact]
    public async Task Broadcast_allocates_nothing_for_a_member_more()
    {
        long few = await MeasureAsync(Few);
        long many = await MeasureAsync(Many);

        Assert.InRange((many - few) / (double)((Many - Few) * Broadcasts), -MaxBytesPerDelivery, MaxBytesPerDelivery);
    }

    private static async Task<long> MeasureAsync(int members)
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        using var teller = new FrameClient(host.Address, Broadcast, window: 1);
        FrameClient[] others = [.. Enumerable.Range(1, members - 1).Select(_ => new FrameClient(host.Address, Call, window: 1))];
        try
        {
            // Who has been answered is among all.
            Array.ForEach(others, static other => other.Call(1));
            return Enumerable.Range(0, Rounds).Min(_ => Allocated(teller, others));
        }
        finally
        {
            Array.ForEach(others, static other => other.Dispose());
        }
    }

    private static long Allocated(FrameClient teller, FrameClient[] others)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Broadcasts; i++)
        {
            teller.Call(1);
            teller.Receive(1);
            foreach (FrameClient other in others)
            {
                Verify(other.Receive(1));
            }
        }

        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static void Verify(ReadOnlySpan<byte> frame)
    {
        if (!frame.EndsWith("\"params\":[\"hello, all of you\"]}"u8))
        {
            Assert.Fail(Encoding.UTF8.GetString(frame));
        }
    }
}
