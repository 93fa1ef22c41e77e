using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Ws.Rpc.Transports;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// Stands in for the server's upgrade features (HTTP/1.1 Upgrade, HTTP/2 extended CONNECT), and takes the stream of an accepted
/// handshake before the framework's WebSocket does: withholds it where the frames can be ours, and puts it on one that collects
/// writes where they cannot.
/// </summary>
internal sealed class TappedUpgrade : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    private readonly IHttpUpgradeFeature? _upgrade;
    private readonly IHttpExtendedConnectFeature? _connect;

    private TappedUpgrade(IHttpUpgradeFeature? upgrade, IHttpExtendedConnectFeature? connect)
    {
        _upgrade = upgrade;
        _connect = connect;
    }

    /// <summary>Whether an upgraded connection's frames are to be ours. To be set before the handshake is accepted.</summary>
    public bool Withholds { get; set; }

    /// <summary>The stream below the accepted socket, if its frames are the framework's.</summary>
    public CollectingStream? Collecting { get; private set; }

    /// <summary>The connection, if its frames are to be ours.</summary>
    public WithheldStream? Withheld { get; private set; }

    public bool IsUpgradableRequest => _upgrade?.IsUpgradableRequest ?? false;

    public bool IsExtendedConnect => _connect?.IsExtendedConnect ?? false;

    public string? Protocol => _connect?.Protocol;

    /// <summary>
    /// Puts itself in the place of the feature that this request can use. <see langword="null"/> where there is none: for a
    /// request that is no handshake, and on a server with sockets of its own, such as a test server, which are used as they are.
    /// </summary>
    public static TappedUpgrade? Install(HttpContext context)
    {
        IHttpUpgradeFeature? upgrade = context.Features.Get<IHttpUpgradeFeature>();
        IHttpExtendedConnectFeature? connect = context.Features.Get<IHttpExtendedConnectFeature>();
        bool canUpgrade = upgrade is { IsUpgradableRequest: true };
        bool canConnect = connect is { IsExtendedConnect: true };
        if (!canUpgrade && !canConnect)
        {
            return null;
        }

        var tapped = new TappedUpgrade(upgrade, connect);
        if (canUpgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(tapped);
        }

        if (canConnect)
        {
            context.Features.Set<IHttpExtendedConnectFeature>(tapped);
        }

        // A WebSocket middleware further out has captured the features that were there before.
        context.Features.Set<IHttpWebSocketFeature>(null);
        return tapped;
    }

    public async Task<Stream> UpgradeAsync()
    {
        Stream network = await _upgrade!.UpgradeAsync().ConfigureAwait(false);
        return Withholds ? Withheld = new WithheldStream(network) : Collecting = new CollectingStream(network);
    }

    public async ValueTask<Stream> AcceptAsync() =>
        Collecting = new CollectingStream(await _connect!.AcceptAsync().ConfigureAwait(false));
}
