using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Ws.Rpc.Connections;
using Ws.Rpc.Transports;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>Makes a connection of a handshake: agrees on a sub-protocol, and on compression where it is switched on.</summary>
internal sealed class SocketAcceptor(RpcHubOptions options, TimeProvider time, ILogger logger)
{
    private readonly TransportOptions _transportOptions = new()
    {
        MaxMessageBytes = options.MaxMessageBytes,
        MessageTimeout = options.MessageTimeout,
        WritesTextFrames = true,
    };

    private readonly OutboxLimits _outboxLimits = new()
    {
        MaxBytes = options.OutgoingQueueBytes,
        MaxFrames = options.OutgoingQueueFrames,
        Overflow = options.SlowConsumer switch
        {
            RpcSlowConsumer.DropOldest => OutboxOverflow.DropOldest,
            RpcSlowConsumer.DropNewest => OutboxOverflow.DropNewest,
            _ => OutboxOverflow.Refuse,
        },
    };

    public async Task<AcceptedSocket> AcceptAsync(HttpContext context, CollectingUpgrade? upgrade)
    {
        var accept = new WebSocketAcceptContext
        {
            SubProtocol = SubProtocols.Choose(context.WebSockets.WebSocketRequestedProtocols, options.SubProtocolAliases),
            DangerousEnableCompression = options.Compression && CompressionOffer.TryNarrow(context.Request.Headers),
            DisableServerContextTakeover = true,
            KeepAliveInterval = IntervalOf(options.HeartbeatInterval),
            KeepAliveTimeout = options.HeartbeatTimeout,
        };
        WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(accept).ConfigureAwait(false);

        // Compressed messages are the framework's to frame.
        bool isCompressed = context.Response.Headers.ContainsKey(HeaderNames.SecWebSocketExtensions);
        TransportOptions transportOptions = isCompressed
            ? _transportOptions with { WritesTextFrames = false }
            : _transportOptions;
        var transport = new WebSocketTransport(socket, upgrade?.Stream, transportOptions, time);
        return new AcceptedSocket(socket, new RpcConnection(transport, _outboxLimits, logger), accept.SubProtocol);
    }

    // Zero is the framework's word for never.
    private static TimeSpan IntervalOf(TimeSpan interval) => interval == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : interval;
}
