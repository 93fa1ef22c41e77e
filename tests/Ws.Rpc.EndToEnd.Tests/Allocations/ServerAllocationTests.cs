using System;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Allocations;

/// <summary>What a call costs the server: its scope, its hub instance, and nothing of ours.</summary>
[Collection(AllocationCollection.Name)]
public sealed class ServerAllocationTests
{
#if DEBUG
    // Without optimization the state machine of an async method is an object even where nothing is awaited.
    private const int MaxBytesPerCall = 2_000;
    private const int MaxOwnBytesPerCall = 1_800;
#else
    private const int MaxBytesPerCall = 400;
    private const int MaxOwnBytesPerCall = 8;
#endif
    private const int Calls = 6_400;
    private const int Rounds = 6;
    private const string Message = """{"jsonrpc":"2.0","id":1,"method":"add","params":[20,22]}""";

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task Call_allocates_no_more_than_its_scope_and_its_hub(int window)
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        using var client = new FrameClient(host.Address, Message, window);

        long call = BestOf(() => client.Call(Calls));
        long scopeAndHub = BestOf(() => CreateScopes(host.Services));

        Assert.Contains("\"result\":42}", Encoding.UTF8.GetString(client.Call(window)), StringComparison.Ordinal);
        Assert.InRange(call / Calls, 0, MaxBytesPerCall);
        Assert.InRange((call - scopeAndHub) / Calls, -MaxOwnBytesPerCall, MaxOwnBytesPerCall);
    }

    // In the first rounds code is still compiled and pools are filled.
    private static long BestOf(Action round)
    {
        long best = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            round();
            best = Math.Min(best, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return best;
    }

    private static void CreateScopes(IServiceProvider services)
    {
        IServiceScopeFactory scopes = services.GetRequiredService<IServiceScopeFactory>();
        var activator = new HubActivator<ProbeHub>(services);
        for (int i = 0; i < Calls; i++)
        {
            ValueTask disposal = HubScope<ProbeHub>.Create(scopes, activator, null!).DisposeAsync();
            Assert.True(disposal.IsCompletedSuccessfully);
        }
    }
}
