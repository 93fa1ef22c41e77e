using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Hosting;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hosting;

public sealed class MappedHubsTests
{
    [Fact]
    public async Task Hubs_are_made_ready_at_both_ends_of_the_start()
    {
        int early = 0;
        int late = 0;
        var hubs = new MappedHubs();
        var start = new HubStart(hubs, new EndingSessions());
        hubs.Add(() => early++);

        await start.StartAsync(CancellationToken.None);
        hubs.Add(() => late++);
        await start.StartedAsync(CancellationToken.None);

        Assert.Equal((2, 1), (early, late));
    }

    [Fact]
    public void Start_fails_with_what_is_wrong_with_a_hub()
    {
        var hubs = new MappedHubs();
        hubs.Add(static () => throw new InvalidOperationException("broken"));

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(hubs.Prepare);

        Assert.Equal("broken", exception.Message);
    }
}
