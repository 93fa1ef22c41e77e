using System;
using System.Diagnostics;
using System.Reflection;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Rounds = 3000;

    // The counter is the process's: what else runs, the tiers of the JIT included, spoils some measurements but not the best.
    private const int Measurements = 5;
    private const int Burst = 8;

    // Without optimisation each async method is an object: only a leak of whole buffers would show then.
    private static readonly bool s_optimized =
        typeof(IMessageTransport).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task A_message_allocates_nothing_in_the_steady_state(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        Task echoing = EchoAsync(pair.Server);
        byte[] message = new byte[200];
        message.AsSpan().Fill((byte)'a');
        await RunAsync(pair.Client, message, Rounds);

        double perMessage = double.MaxValue;
        for (int i = 0; i < Measurements; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await RunAsync(pair.Client, message, Rounds);
            perMessage = Math.Min(perMessage, (GC.GetTotalAllocatedBytes(precise: true) - before) / (2.0 * Rounds * Burst));
        }

        Assert.InRange(perMessage, 0, s_optimized ? 4 : 600);
        await pair.Client.CloseAsync(1000, "done", TimeSpan.FromSeconds(10)).Within();
        await echoing.Within();
    }

    private static async Task EchoAsync(IMessageTransport transport)
    {
        while (true)
        {
            ValueTask<bool> next = transport.ReceiveAsync();
            if (!next.IsCompleted)
            {
                await transport.FlushAsync();
            }

            if (!await next)
            {
                return;
            }

            await transport.WriteAsync(transport.Message);
        }
    }

    private static async Task RunAsync(IMessageTransport transport, byte[] message, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < Burst; i++)
            {
                await transport.WriteAsync(message);
            }

            await transport.FlushAsync();
            for (int i = 0; i < Burst; i++)
            {
                Assert.True(await transport.ReceiveAsync());
            }
        }
    }
}
