using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Handshake;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Handshake;

public sealed class ConnectionLimitsTests
{
    private static readonly IPAddress s_address = IPAddress.Parse("192.0.2.1");

    [Theory]
    [InlineData(4, null, null, 503)]
    [InlineData(null, 4, null, 429)]
    [InlineData(null, null, 4, 429)]
    public void Place_in_excess_is_refused_and_takes_nothing(int? total, int? perUser, int? perAddress, int status)
    {
        var limits = new ConnectionLimits(total, perUser, perAddress);
        ConnectionPlace[] places = [.. Enumerable.Range(0, 4).Select(_ => Take(limits)!)];

        Assert.False(limits.TryTake("ann", s_address, out _, out RpcHandshakeResult? rejection));
        Assert.Equal(status, rejection.StatusCode);
        Assert.NotNull(rejection.RetryAfter);
        Assert.Equal(4, limits.Count);

        places[0].Dispose();
        places[0].Dispose();
        Assert.Equal(3, limits.Count);
        places[0] = Take(limits)!;
        Assert.False(limits.TryTake("ann", s_address, out _, out _));
        Assert.All(places, static place => place.Dispose());
        Assert.Equal(0, limits.Count);
        Assert.Equal(0, limits.Counted);
    }

    [Fact]
    public void Place_is_free_for_whom_nothing_is_known()
    {
        var limits = new ConnectionLimits(null, 1, 1);

        Assert.All(Enumerable.Range(0, 3), i => Assert.True(limits.TryTake(null, null, out _, out RpcHandshakeResult? _)));
        Assert.Equal(0, limits.Counted);
    }

    [Fact]
    public async Task Places_are_never_more_than_the_limit_when_many_ask_at_once()
    {
        var limits = new ConnectionLimits(16, 8, 8);
        var seen = new ConcurrentBag<int>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                if (limits.TryTake($"{worker % 4}", new IPAddress([192, 0, 2, (byte)(worker % 3)]), out ConnectionPlace? place, out _))
                {
                    seen.Add(limits.Count);
                    place.Dispose();
                }
            }
        })));

        Assert.InRange(seen.Max(), 1, 16);
        Assert.Equal(0, limits.Count);
        Assert.Equal(0, limits.Counted);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8::1", "2001:db8::ffff:0:0:2", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("2001:db8::1", "32.1.13.184", false)]
    public void Addresses_are_one_when_they_are_equal_or_of_one_network(string left, string right, bool isSame) =>
        Assert.Equal(isSame, AddressBlock.Of(IPAddress.Parse(left)) == AddressBlock.Of(IPAddress.Parse(right)));

    private static ConnectionPlace? Take(ConnectionLimits limits) =>
        limits.TryTake("ann", s_address, out ConnectionPlace? place, out _) ? place : null;
}
