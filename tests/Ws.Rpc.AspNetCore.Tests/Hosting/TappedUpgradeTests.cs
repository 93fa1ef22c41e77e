using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Ws.Rpc.AspNetCore.Hosting;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hosting;

public sealed class TappedUpgradeTests
{
    [Fact]
    public async Task Upgrade_hands_out_a_collecting_stream_over_the_servers_own()
    {
        var server = new ServerFeature { IsUpgradableRequest = true };
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpUpgradeFeature>(server);
        context.Features.Set<IHttpWebSocketFeature>(new OwnSockets());

        TappedUpgrade? installed = TappedUpgrade.Install(context);

        Assert.NotNull(installed);
        Assert.Same(installed, context.Features.Get<IHttpUpgradeFeature>());
        Assert.Null(context.Features.Get<IHttpExtendedConnectFeature>());
        Assert.Null(context.Features.Get<IHttpWebSocketFeature>());
        Assert.True(installed.IsUpgradableRequest);
        Assert.Null(installed.Collecting);
        Assert.Same(await installed.UpgradeAsync(), installed.Collecting);
        await AssertCollectsAsync(installed, server);
    }

    [Fact]
    public async Task Upgrade_withholds_the_servers_stream_where_the_frames_are_ours()
    {
        var server = new ServerFeature { IsUpgradableRequest = true };
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpUpgradeFeature>(server);
        TappedUpgrade installed = TappedUpgrade.Install(context)!;
        installed.Withholds = true;

        Stream given = await installed.UpgradeAsync();

        Assert.Same(given, installed.Withheld);
        Assert.Null(installed.Collecting);
        Assert.Same(server.Written, installed.Withheld!.Take());
        given.Dispose();
        Assert.True(server.Written.CanWrite);
    }

    [Fact]
    public async Task Connect_hands_out_a_collecting_stream_over_the_servers_own()
    {
        var server = new ServerFeature { IsExtendedConnect = true };
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpUpgradeFeature>(server);
        context.Features.Set<IHttpExtendedConnectFeature>(server);

        TappedUpgrade? installed = TappedUpgrade.Install(context);

        Assert.NotNull(installed);
        Assert.Same(server, context.Features.Get<IHttpUpgradeFeature>());
        Assert.Same(installed, context.Features.Get<IHttpExtendedConnectFeature>());
        Assert.True(installed.IsExtendedConnect);
        Assert.Equal("websocket", installed.Protocol);
        Assert.Same(await installed.AcceptAsync(), installed.Collecting);
        await AssertCollectsAsync(installed, server);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Servers_own_sockets_stay_when_the_request_cannot_be_upgraded(bool hasFeatures)
    {
        var server = new ServerFeature();
        var sockets = new OwnSockets();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpUpgradeFeature>(hasFeatures ? server : null);
        context.Features.Set<IHttpExtendedConnectFeature>(hasFeatures ? server : null);
        context.Features.Set<IHttpWebSocketFeature>(sockets);

        Assert.Null(TappedUpgrade.Install(context));

        Assert.Same(sockets, context.Features.Get<IHttpWebSocketFeature>());
        Assert.Equal(hasFeatures ? server : null, context.Features.Get<IHttpUpgradeFeature>());
    }

    private static async Task AssertCollectsAsync(TappedUpgrade installed, ServerFeature server)
    {
        installed.Collecting!.BeginCollect();
        await installed.Collecting.WriteAsync(new byte[] { 1, 2 });
        await installed.Collecting.WriteAsync(new byte[] { 3 });
        Assert.Empty(server.Written.ToArray());
        await installed.Collecting.FlushCollectedAsync();
        Assert.Equal([1, 2, 3], server.Written.ToArray());
    }

    private sealed class ServerFeature : IHttpUpgradeFeature, IHttpExtendedConnectFeature
    {
        public MemoryStream Written { get; } = new();

        public bool IsUpgradableRequest { get; init; }

        public bool IsExtendedConnect { get; init; }

        public string? Protocol => "websocket";

        public Task<Stream> UpgradeAsync() => Task.FromResult<Stream>(Written);

        public ValueTask<Stream> AcceptAsync() => new(Written);
    }

    private sealed class OwnSockets : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => true;

        public Task<System.Net.WebSockets.WebSocket> AcceptAsync(WebSocketAcceptContext context) =>
            throw new System.NotSupportedException();
    }
}
