using System;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>Tells handshakes from other requests, and good ones from bad ones.</summary>
internal static class HandshakeReader
{
    private const string Version = "13";

    public static HandshakeKind Read(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!context.WebSockets.IsWebSocketRequest && !IsMeant(context))
        {
            return HandshakeKind.Plain;
        }

        // A proxy that takes such a body for part of the connection, or the other way round, can be made to smuggle requests.
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            return HandshakeKind.Malformed;
        }

        // More than one value is not the version of anything, even where the framework takes the last for it.
        if (request.Headers.SecWebSocketVersion is not [Version])
        {
            return request.Headers.SecWebSocketVersion.Count == 0 ? HandshakeKind.Malformed : HandshakeKind.WrongVersion;
        }

        return context.WebSockets.IsWebSocketRequest ? HandshakeKind.WebSocket : HandshakeKind.Malformed;
    }

    private static bool IsMeant(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true }
        || context.Request.Headers.GetCommaSeparatedValues(HeaderNames.Upgrade).Contains(
            "websocket", StringComparer.OrdinalIgnoreCase);
}
