using System;
using System.IO;
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
        KeepAliveInterval = IntervalOf(options.HeartbeatInterval),
        KeepAliveTimeout = options.HeartbeatTimeout,
        AsksBeforeGivingUp = true,
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

    public async Task<AcceptedSocket> AcceptAsync(HttpContext context, TappedUpgrade? upgrade)
    {
        var accept = new WebSocketAcceptContext
        {
            SubProtocol = SubProtocols.Choose(context.WebSockets.WebSocketRequestedProtocols, options.SubProtocolAliases),
            DangerousEnableCompression = options.Compression && CompressionOffer.TryNarrow(context.Request.Headers),
            DisableServerContextTakeover = true,
        };

        // Compressed messages are the framework's to frame, and so is a WebSocket in a stream of HTTP/2.
        bool ownFrames = upgrade is { IsUpgradableRequest: true }
            && !options.UseFrameworkFraming && !accept.DangerousEnableCompression;
        if (ownFrames)
        {
            upgrade!.Withholds = true;
            accept.KeepAliveInterval = TimeSpan.Zero;
        }
        else
        {
            accept.KeepAliveInterval = IntervalOf(options.HeartbeatInterval);
            accept.KeepAliveTimeout = options.HeartbeatTimeout;
        }

        WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(accept).ConfigureAwait(false);
        return upgrade?.Withheld is { } withheld
            ? new AcceptedSocket(Connect(Frame(withheld, socket, context)), accept.SubProtocol, null)
            : new AcceptedSocket(Connect(Collect(socket, upgrade, context)), accept.SubProtocol, socket);
    }

    private RpcConnection Connect(IMessageTransport transport) => new(transport, _outboxLimits, logger);

    private FrameTransport Frame(WithheldStream withheld, WebSocket socket, HttpContext context)
    {
        Stream stream = withheld.Take();
        socket.Dispose();

        // A read of the upgraded stream outlives the stream; that of an aborted request does not.
        return new FrameTransport(stream, isServer: true, _transportOptions, time, context.Abort);
    }

    private WebSocketTransport Collect(WebSocket socket, TappedUpgrade? upgrade, HttpContext context)
    {
        bool isCompressed = context.Response.Headers.ContainsKey(HeaderNames.SecWebSocketExtensions);
        return new WebSocketTransport(
            socket, upgrade?.Collecting, _transportOptions with { WritesTextFrames = !isCompressed }, time);
    }

    // Zero is the framework's word for never.
    private static TimeSpan IntervalOf(TimeSpan interval) => interval == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : interval;
}
