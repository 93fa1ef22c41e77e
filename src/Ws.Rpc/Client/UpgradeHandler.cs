using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Client;

/// <summary>
/// Takes the stream of an accepted handshake before the framework's WebSocket does: withholds it where the frames can be ours,
/// and puts it on one that collects writes where they cannot.
/// </summary>
internal sealed class UpgradeHandler(HttpMessageHandler inner, bool withhold) : DelegatingHandler(inner)
{
    /// <summary>The stream of the connection that was upgraded last, if its frames are the framework's.</summary>
    public CollectingStream? Collecting { get; private set; }

    /// <summary>The same, if they are to be ours.</summary>
    public WithheldStream? Withheld { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // HTTP/1.1 upgrades (RFC 6455 section 4.1), HTTP/2 connects (RFC 8441 section 5).
        bool upgraded = response.StatusCode == HttpStatusCode.SwitchingProtocols;
        if (upgraded || (request.Method == HttpMethod.Connect && response.StatusCode == HttpStatusCode.OK))
        {
            Stream network = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            bool withheld = withhold && upgraded;
            Withheld = withheld ? new WithheldStream(network) : null;
            Collecting = withheld ? null : new CollectingStream(network);
            response.Content = new StreamingContent((Stream?)Withheld ?? Collecting!);
        }

        return response;
    }
}
