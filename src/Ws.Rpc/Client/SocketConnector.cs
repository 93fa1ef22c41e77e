using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Client;

/// <summary>
/// Makes connections: the framework's client and handler do DNS, TLS, proxies, cookies and the handshake; the frames over what
/// they hand out are ours, or where they cannot be, the framework's over a stream that collects writes.
/// </summary>
internal sealed class SocketConnector(Uri uri, RpcClientOptions options)
{
    private readonly Uri _uri = WithSocketScheme(uri);

    // For messages: without user, password and query, which may be secrets.
    private string Address => _uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public async Task<RpcConnection> ConnectAsync(ILogger logger, CancellationToken cancellationToken)
    {
        IMessageTransport transport = await ConnectTransportAsync(cancellationToken).ConfigureAwait(false);
        var limits = new OutboxLimits { MaxBytes = options.OutgoingQueueBytes, MaxFrames = int.MaxValue };
        return new RpcConnection(transport, limits, logger);
    }

    private static Uri WithSocketScheme(Uri uri) => uri.Scheme switch
    {
        "ws" or "wss" => uri,
        "http" => new UriBuilder(uri) { Scheme = "ws", Port = uri.IsDefaultPort ? -1 : uri.Port }.Uri,
        "https" => new UriBuilder(uri) { Scheme = "wss", Port = uri.IsDefaultPort ? -1 : uri.Port }.Uri,
        _ => throw new ArgumentException($"'{uri.Scheme}' is not a scheme of WebSockets: use ws or wss.", nameof(uri)),
    };

    private async Task<IMessageTransport> ConnectTransportAsync(CancellationToken cancellationToken)
    {
        var transportOptions = new TransportOptions
        {
            MaxMessageBytes = options.MaxMessageBytes,
            MessageTimeout = options.MessageTimeout,
        };
        if (options.ConnectSocket is not null)
        {
            WebSocket given = await ConnectAsync(options.ConnectSocket, cancellationToken).ConfigureAwait(false);
            return new WebSocketTransport(given, null, transportOptions, options.TimeProvider);
        }

        ClientWebSocket socket = new();
        try
        {
            return await ConnectAsync(socket, transportOptions, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a connector throws, there is no connection.")]
    private async Task<WebSocket> ConnectAsync(
        Func<Uri, CancellationToken, ValueTask<WebSocket>> connect, CancellationToken cancellationToken)
    {
        try
        {
            return await connect(_uri, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or RpcConnectionException))
        {
            throw new RpcConnectionException($"{Address}: {exception.Message}", null, exception);
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The invoker disposes its handlers.")]
    private async Task<IMessageTransport> ConnectAsync(
        ClientWebSocket socket, TransportOptions transportOptions, CancellationToken cancellationToken)
    {
        using SocketsHttpHandler http = new();
        Configure(socket.Options, http);
        if (options.AccessToken is not null)
        {
            string token = await options.AccessToken(cancellationToken).ConfigureAwait(false);
            socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        }

        bool ownFrames = !options.UseFrameworkFraming && CanFrame(socket.Options);
        using var upgrading = new UpgradeHandler(http, withhold: ownFrames);
        using var invoker = new HttpMessageInvoker(upgrading, disposeHandler: false);
        if (ownFrames)
        {
            transportOptions = transportOptions with
            {
                KeepAliveInterval = socket.Options.KeepAliveInterval,
                KeepAliveTimeout = socket.Options.KeepAliveTimeout,
            };
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
        }

        try
        {
            await socket.ConnectAsync(_uri, invoker, cancellationToken).ConfigureAwait(false);
        }
        catch (WebSocketException exception)
        {
            throw Refused(socket, exception);
        }

        if (upgrading.Withheld is not { } withheld)
        {
            return new WebSocketTransport(socket, upgrading.Collecting, transportOptions, options.TimeProvider);
        }

        Stream stream = withheld.Take();
        socket.Dispose();
        return new FrameTransport(stream, isServer: false, transportOptions, options.TimeProvider);
    }

    // Compression is the framework's, and so is a WebSocket in a stream of HTTP/2.
    private static bool CanFrame(ClientWebSocketOptions socket) =>
        socket.DangerousDeflateOptions is null
        && socket.HttpVersion.Major == 1
        && socket.HttpVersionPolicy != HttpVersionPolicy.RequestVersionOrHigher;

    private RpcConnectionException Refused(ClientWebSocket socket, WebSocketException exception)
    {
        HttpStatusCode? status = socket.HttpStatusCode == 0 ? null : socket.HttpStatusCode;
        string what = status is null
            ? (exception.InnerException ?? exception).Message
            : $"The server refused the handshake with HTTP status {(int)status}.";
        return new RpcConnectionException($"{Address}: {what}", null, exception)
        {
            StatusCode = status,
            RetryAfter = RetryAfter.Read(socket.HttpResponseHeaders, options.TimeProvider),
        };
    }

    private static TimeSpan ZeroForNever(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : time;

    private void Configure(ClientWebSocketOptions socket, SocketsHttpHandler http)
    {
        socket.AddSubProtocol(SessionProtocol.SubProtocol);
        socket.CollectHttpResponseDetails = true;
        socket.KeepAliveInterval = ZeroForNever(options.HeartbeatInterval);
        socket.KeepAliveTimeout = ZeroForNever(options.HeartbeatTimeout);

        // A redirect would carry the headers, secrets among them, to where nobody meant them to go.
        http.AllowAutoRedirect = false;
        http.UseCookies = options.Cookies is not null;
        http.CookieContainer = options.Cookies ?? http.CookieContainer;
        http.Proxy = options.Proxy;
        socket.DangerousDeflateOptions = options.Compression
            ? new WebSocketDeflateOptions { ClientContextTakeover = false, ServerContextTakeover = false }
            : null;
        foreach (KeyValuePair<string, string> header in options.Headers)
        {
            socket.SetRequestHeader(header.Key, header.Value);
        }

        if (options.ConnectStream is { } connect)
        {
            http.ConnectCallback = (_, cancellationToken) => connect(_uri, cancellationToken);
        }

        if (options.ConfigureSocket is not null)
        {
            IWebProxy? systemProxy = socket.Proxy;
            options.ConfigureSocket(socket);
            MoveToHandler(socket, http, systemProxy);
        }

        http.UseProxy &= options.ConnectStream is null;
    }

    // ClientWebSocket refuses these together with a handler that is not its own: they are the handler's to know then.
    private static void MoveToHandler(ClientWebSocketOptions socket, SocketsHttpHandler http, IWebProxy? systemProxy)
    {
        if (!ReferenceEquals(socket.Proxy, systemProxy))
        {
            http.Proxy = socket.Proxy;
            http.UseProxy = socket.Proxy is not null;
            socket.Proxy = systemProxy;
        }

        if (socket.Cookies is not null)
        {
            http.UseCookies = true;
            http.CookieContainer = socket.Cookies;
            socket.Cookies = null;
        }

        http.Credentials = socket.UseDefaultCredentials ? CredentialCache.DefaultCredentials : socket.Credentials;
        socket.UseDefaultCredentials = false;
        socket.Credentials = null;
        if (socket.ClientCertificates.Count > 0)
        {
            http.SslOptions.ClientCertificates = socket.ClientCertificates;
            socket.ClientCertificates = [];
        }

        http.SslOptions.RemoteCertificateValidationCallback = socket.RemoteCertificateValidationCallback;
        socket.RemoteCertificateValidationCallback = null;
    }
}
