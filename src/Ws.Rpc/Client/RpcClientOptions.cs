using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Ws.Rpc.Client;

namespace Ws.Rpc;

/// <summary>How an <see cref="RpcClient"/> connects, stays connected, and what it accepts. Immutable.</summary>
public sealed record RpcClientOptions
{
    /// <summary>
    /// Gets the source of the access token, asked before every attempt to connect, sent as <c>Authorization: Bearer …</c>, and
    /// asked again in time before the credentials of a connection expire (protocol section 8); <see langword="null"/> (the
    /// default) for none. The cancellation it is given is the end of the attempt or of the connection.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; init; }

    /// <summary>Gets further headers of the handshake request. None by default.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the cookies of the handshake request; those that the response sets are added. None by default.</summary>
    public CookieContainer? Cookies { get; init; }

    /// <summary>Gets the proxy; <see langword="null"/> (the default) for the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Gets what changes the options of the socket before it connects; nothing by default.</summary>
    public Action<ClientWebSocketOptions>? ConfigureSocket { get; init; }

    /// <summary>
    /// Gets what makes the stream that the handshake goes through in place of a TCP connection, for a Unix domain socket, a
    /// tunnel or a network for tests. The client owns the stream from then on. TLS is still the client's for <c>wss:</c>;
    /// <see cref="Proxy"/> is without effect.
    /// </summary>
    public Func<Uri, CancellationToken, ValueTask<Stream>>? ConnectStream { get; init; }

    /// <summary>
    /// Gets what makes a connected socket in place of <see cref="ClientWebSocket"/>, for a test server or a socket of your own.
    /// The client owns the socket from then on. <see cref="Headers"/>, <see cref="Cookies"/>, <see cref="Proxy"/>,
    /// <see cref="ConnectStream"/>, <see cref="Compression"/> and <see cref="ConfigureSocket"/> are then without effect;
    /// <see cref="AccessToken"/> is asked for credentials that replace expiring ones, and no more.
    /// </summary>
    public Func<Uri, CancellationToken, ValueTask<WebSocket>>? ConnectSocket { get; init; }

    /// <summary>
    /// Gets whether messages are framed by the framework's WebSocket (<see langword="true"/>) rather than by this library
    /// (<see langword="false"/>, the default), which is faster and follows the same rules of RFC 6455. The framework does it in
    /// any case over HTTP/2, with an extension such as compression, and with <see cref="ConnectSocket"/>.
    /// </summary>
    public bool UseFrameworkFraming { get; init; }

    /// <summary>
    /// Gets whether permessage-deflate (RFC 7692) is offered, without context takeover in either direction:
    /// <see langword="false"/> by default. Frames are the framework's then. Where a message joins secrets to text of an attacker,
    /// its length tells them (CRIME, BREACH).
    /// </summary>
    public bool Compression { get; init; }

    /// <summary>Gets how long an attempt to connect may take, session included: 30 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets when the client connects again after the connection was lost: soon, and for as long as it takes, by default;
    /// <see langword="null"/> for never.
    /// </summary>
    public RpcReconnectPolicy? Reconnect { get; init; } = new();

    /// <summary>
    /// Gets whether a session goes on over the next connection where the server offers that, so that nothing is lost with the one
    /// before (protocol section 9): <see langword="true"/> by default. Without <see cref="Reconnect"/> it does not.
    /// </summary>
    public bool Resume { get; init; } = true;

    /// <summary>
    /// Gets whether <see cref="RpcClient.ConnectAsync"/>, too, tries again as <see cref="Reconnect"/> says, until it succeeds, is
    /// refused for good or is cancelled: <see langword="false"/> by default, one attempt.
    /// </summary>
    public bool RetryFirstConnect { get; init; }

    /// <summary>
    /// Gets what becomes of calls while the client connects or connects again: by default they wait. A notification of a method
    /// that returns <see langword="void"/> never waits: it is dropped and counted.
    /// </summary>
    public RpcWhileDisconnected WhileDisconnected { get; init; }

    /// <summary>
    /// Gets how many calls may wait for a connection: 1,024 by default. More fail with <see cref="RpcErrorCode.Unavailable"/>.
    /// </summary>
    public int MaxWaitingCalls { get; init; } = 1024;

    /// <summary>
    /// Gets how often the server is asked for a sign of life (RFC 6455 section 5.5.2): every 15 seconds by default;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for never. <see cref="ConfigureSocket"/> may still change it; with
    /// <see cref="ConnectSocket"/> it is the socket's own affair.
    /// </summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gets how long the server may then stay silent before the connection counts as lost: 20 seconds by default;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for ever. Any frame is a sign of life.
    /// </summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Gets how long a call waits for its answer before it fails with an <see cref="RpcTimeoutException"/>: 100 seconds by
    /// default; <see cref="Timeout.InfiniteTimeSpan"/> for ever. Calls that return or send a stream last as long as it does.
    /// </summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Gets how long <see cref="RpcClient.CloseAsync"/> waits for queued messages to leave, and then for the server's close
    /// frame: 5 seconds each by default.
    /// </summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets the largest incoming message in bytes: 1 MiB by default. A larger one closes the connection with 1009 before it is
    /// buffered (protocol section 12).
    /// </summary>
    public int MaxMessageBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// Gets how long one incoming message may take from its first bytes to its last: 60 seconds by default;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for ever. A connection whose peer is slower is closed with 1008.
    /// </summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Gets how many bytes may wait to be sent: 16 MiB by default. Beyond it calls and notifications fail with
    /// <see cref="RpcErrorCode.Unavailable"/>; a longer result of a handler is answered with
    /// <see cref="RpcErrorCode.ResponseTooLarge"/>.
    /// </summary>
    public int OutgoingQueueBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets how many of the server's calls run at once: 16 by default; more wait for their turn.</summary>
    public int MaxConcurrentCalls { get; init; } = 16;

    /// <summary>
    /// Gets how many of the server's calls may run or wait: 128 by default. More are refused with
    /// <see cref="RpcErrorCode.Unavailable"/>; a notification too many is dropped and counted. So are calls whose arguments would
    /// make those that wait exceed 4 MiB, or four messages of the greatest length where that is more.
    /// </summary>
    public int MaxPendingCalls { get; init; } = 128;

    /// <summary>
    /// Gets how many items of a stream the server may send ahead of their consumer: 64 by default, 65,535 at most; 0 for one at a
    /// time, whenever one is asked for (protocol section 7). A consumer who is quicker than the round trip is given more, up to
    /// 16 times as many, while these are not expected to exceed 256 KiB on the wire.
    /// </summary>
    public int StreamCredit { get; init; } = 64;

    /// <summary>
    /// Gets how many streams the server's calls may have under way, as arguments and as results: 64 by default. A call that
    /// brings one more is refused with <see cref="RpcErrorCode.Unavailable"/> (protocol section 12).
    /// </summary>
    public int MaxStreams { get; init; } = 64;

    /// <summary>
    /// Gets how many bytes of stream items, as they were on the wire, may wait for their consumers: 64 MiB by default. The
    /// stream that would exceed it fails with <see cref="RpcErrorCode.Unavailable"/> where it is consumed, and its
    /// producer is told to stop; the others go on.
    /// </summary>
    public int MaxStreamBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// Gets how many results a server that does not know credit may hold by a token: 64 by default. One more is refused with
    /// <see cref="RpcErrorCode.Unavailable"/> (protocol section 12).
    /// </summary>
    public int MaxStreamTokens { get; init; } = 64;

    /// <summary>
    /// Gets how long such a token may be left alone before its stream ends and is answered with
    /// <see cref="RpcErrorCode.NoSuchStream"/>: 5 minutes by default.
    /// </summary>
    public TimeSpan StreamIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets the serializer options for payloads; <see langword="null"/> (the default) for
    /// <see cref="JsonSerializerDefaults.Web"/> with repeated members refused and nullable annotations respected. A copy is
    /// taken. Types are looked up in its resolvers first, then in the contexts that the contracts name.
    /// </summary>
    public JsonSerializerOptions? JsonSerializerOptions { get; init; }

    /// <summary>Gets the source of time: <see cref="System.TimeProvider.System"/> by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets where logs go: nowhere by default.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Gets the source of chance: a number from 0 to less than 1 each time.</summary>
    internal Func<double> Chance { get; init; } = SystemChance.Next;
}
