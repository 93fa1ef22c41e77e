using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Ws.Rpc.Transports;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// Stands in for the server's upgrade features (HTTP/1.1 Upgrade, HTTP/2 extended CONNECT), so that the framework's WebSocket is
/// built over a stream that collects writes.
/// </summary>
internal sealed class CollectingUpgrade : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    private readonly IHttpUpgradeFeature? _upgrade;
    private readonly IHttpExtendedConnectFeature? _connect;

    private CollectingUpgrade(IHttpUpgradeFeature? upgrade, IHttpExtendedConnectFeature? connect)
    {
        _upgrade = upgrade;
        _connect = connect;
    }

    /// <summary>The stream below the socket, once it is accepted.</summary>
    public CollectingStream? Stream { get; private set; }

    public bool IsUpgradableRequest => _upgrade?.IsUpgradableRequest ?? false;

    public bool IsExtendedConnect => _connect?.IsExtendedConnect ?? false;

    public string? Protocol => _connect?.Protocol;

    /// <summary>
    /// Puts itself in the place of the feature that this request can use. <see langword="null"/> where there is none: for a
    /// request that is no handshake, and on a server with sockets of its own, such as a test server, which are used as they are.
    /// </summary>
    public static CollectingUpgrade? Install(HttpContext context)
    {
        IHttpUpgradeFeature? upgrade = context.Features.Get<IHttpUpgradeFeature>();
        IHttpExtendedConnectFeature? connect = context.Features.Get<IHttpExtendedConnectFeature>();
        bool canUpgrade = upgrade is { IsUpgradableRequest: true };
        bool canConnect = connect is { IsExtendedConnect: true };
        if (!canUpgrade && !canConnect)
        {
            return null;
        }

        var collecting = new CollectingUpgrade(upgrade, connect);
        if (canUpgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(collecting);
        }

        if (canConnect)
        {
            context.Features.Set<IHttpExtendedConnectFeature>(collecting);
        }

        // A WebSocket middleware further out has captured the features that were there before.
        context.Features.Set<IHttpWebSocketFeature>(null);
        return collecting;
    }

    public async Task<Stream> UpgradeAsync() =>
        Stream = new CollectingStream(await _upgrade!.UpgradeAsync().ConfigureAwait(false));

    public async ValueTask<Stream> AcceptAsync() =>
        Stream = new CollectingStream(await _connect!.AcceptAsync().ConfigureAwait(false));
}
