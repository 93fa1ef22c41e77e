using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Client;

/// <summary>
/// Puts the stream of an accepted handshake on one that collects writes, before the framework's WebSocket takes it.
/// </summary>
internal sealed class CollectingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>The stream of the connection that was upgraded last.</summary>
    public CollectingStream? Stream { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // HTTP/1.1 upgrades (RFC 6455 section 4.1), HTTP/2 connects (RFC 8441 section 5).
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols
            || (request.Method == HttpMethod.Connect && response.StatusCode == HttpStatusCode.OK))
        {
            Stream network = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            Stream = new CollectingStream(network);
            response.Content = new StreamingContent(Stream);
        }

        return response;
    }
}
