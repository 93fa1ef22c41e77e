using System;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>Answers requests from which no connection comes.</summary>
internal static class HandshakeAnswer
{
    private const string DefaultChallenge = "Bearer";

    /// <summary>Writes a rejection with the headers that belong to its status.</summary>
    /// <param name="context">The request.</param>
    /// <param name="rejection">The answer to it.</param>
    /// <param name="close">Whether nothing else may come over its connection: where it ends is doubtful then.</param>
    public static Task RejectAsync(HttpContext context, RpcHandshakeResult rejection, bool close = false)
    {
        HttpResponse response = context.Response;
        response.StatusCode = rejection.StatusCode;
        if (close && !HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            response.Headers.Connection = "close";
        }

        if (rejection.StatusCode == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = rejection.WwwAuthenticate ?? DefaultChallenge;
        }

        if (rejection.RetryAfter is { } retryAfter)
        {
            response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        }

        return TellAsync(response, rejection.Reason);
    }

    /// <summary>426: a WebSocket is expected, of the one version that there is (RFC 6455 section 4.4).</summary>
    public static Task RequireUpgradeAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.StatusCode = StatusCodes.Status426UpgradeRequired;
        response.Headers.SecWebSocketVersion = "13";
        if (!HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            // There they are no headers at all (RFC 9113 section 8.2.2): the server would drop them, and warn of each.
            response.Headers.Upgrade = "websocket";
            response.Headers.Connection = "Upgrade";
        }

        return Task.CompletedTask;
    }

    private static Task TellAsync(HttpResponse response, string? reason)
    {
        if (reason is null)
        {
            return Task.CompletedTask;
        }

        byte[] body = Encoding.UTF8.GetBytes(reason);
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, 0, body.Length, response.HttpContext.RequestAborted);
    }
}
