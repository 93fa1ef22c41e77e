using System;
using System.IO;
using System.Net.WebSockets;

namespace Ws.Rpc.Transports;

/// <summary>
/// Two connected transports without a network. They frame, limit and close exactly as those over a network do, because they are
/// the same ones over a pair of streams in memory.
/// </summary>
internal static class InMemoryTransport
{
    /// <summary>What one side may have sent and the other not yet read; then the flush waits.</summary>
    public const int DefaultPendingBytes = 256 * 1024;

    public static (IMessageTransport Server, IMessageTransport Client) CreatePair(
        TimeProvider time, TransportOptions? options = null, int pendingBytes = DefaultPendingBytes)
    {
        options ??= TransportOptions.Default;
        (Stream server, Stream client) = InMemoryStream.CreatePair(pendingBytes);
        return (Create(server, isServer: true, options, time), Create(client, isServer: false, options, time));
    }

    private static WebSocketTransport Create(Stream stream, bool isServer, TransportOptions options, TimeProvider time)
    {
        CollectingStream collecting = new(stream, options.Pool);
        WebSocket socket = WebSocket.CreateFromStream(collecting, new WebSocketCreationOptions { IsServer = isServer });
        return new WebSocketTransport(socket, collecting, options, time);
    }
}
