using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Client;

/// <summary>Hands out a stream as it is, for reading and writing.</summary>
internal sealed class StreamingContent(Stream stream) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(stream);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => stream;

    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) => throw new NotSupportedException();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    // The framework disposes the response when the handshake turns out to be wrong after all, and keeps it otherwise.
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
