using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.RateLimiting;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// What a hub accepts and how it answers. Read once, when the application starts, which fails with an
/// <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> if a limit or a timeout makes no sense.
/// </summary>
public sealed partial class RpcHubOptions
{
    /// <summary>
    /// Gets or sets the largest incoming message in bytes: 1 MiB by default; 64 KiB is a good setting on the open internet. A
    /// larger one closes the connection with 1009 before it is buffered (protocol section 12).
    /// </summary>
    public int MaxMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Gets or sets how long one incoming message may take from its first bytes to its last: 60 seconds by default;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for ever. A connection whose peer is slower is closed with 1008.
    /// </summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Gets or sets how deep the JSON of an incoming call may nest, its envelope included: 64 by default, which is also the most.
    /// A deeper one is answered with <see cref="RpcErrorCode.ParseError"/> (protocol section 12).
    /// </summary>
    public int MaxDepth { get; set; } = 64;

    /// <summary>
    /// Gets or sets the longest method name of an incoming call in bytes of UTF-8: 256 by default, 1,024 at most. A call of a
    /// longer one is refused with <see cref="RpcErrorCode.InvalidRequest"/> (protocol section 12).
    /// </summary>
    public int MaxMethodNameBytes { get; set; } = 256;

    /// <summary>
    /// Gets or sets the longest id of an incoming call in bytes as it is written: 128 by default, from 20 to 1,024. A call with a
    /// longer one is refused with <see cref="RpcErrorCode.InvalidRequest"/> (protocol section 3).
    /// </summary>
    public int MaxIdBytes { get; set; } = 128;

    /// <summary>
    /// Gets or sets how many entries an incoming batch may have: 64 by default; 0 where no batches are served. A longer one is
    /// refused as a whole with <see cref="RpcErrorCode.BatchTooLarge"/> (protocol section 12).
    /// </summary>
    public int MaxBatchEntries { get; set; } = 64;

    /// <summary>
    /// Gets or sets how many messages in a row may be no JSON before the connection is closed with 4500: 3 by default, each of
    /// them answered with <see cref="RpcErrorCode.ParseError"/> (protocol section 12).
    /// </summary>
    public int MaxParseErrors { get; set; } = 3;

    /// <summary>
    /// Gets or sets how many calls of one connection run at once: 16 by default; more wait for their turn. A call that awaits an
    /// answer of its own caller does not count.
    /// </summary>
    public int MaxConcurrentCalls { get; set; } = 16;

    /// <summary>
    /// Gets or sets how many calls of one connection may run or wait: 128 by default. More are refused with
    /// <see cref="RpcErrorCode.Unavailable"/>; a notification too many is dropped and counted (protocol section 12). So are calls
    /// whose arguments would make those that wait exceed 4 MiB, or four messages of the greatest length where that is more.
    /// </summary>
    public int MaxPendingCalls { get; set; } = 128;

    /// <summary>
    /// Gets or sets how many rooms one connection may be in: 100 by default. One more is refused with
    /// <see cref="RpcErrorCode.Unavailable"/> (protocol section 12).
    /// </summary>
    public int MaxRoomsPerConnection { get; set; } = 100;

    /// <summary>
    /// Gets or sets the longest name of a room in bytes of UTF-8: 256 by default. A longer one is refused with
    /// <see cref="RpcErrorCode.InvalidParams"/> (protocol section 12).
    /// </summary>
    public int MaxRoomNameBytes { get; set; } = 256;

    /// <summary>
    /// Gets or sets how many bytes may wait to be sent to one connection: 4 MiB by default. Beyond it
    /// <see cref="SlowConsumer"/> applies (protocol section 12). Where the answers that unfinished batches hold back come to more
    /// than that, the connection is closed with 4431. A single result that is longer is answered with
    /// <see cref="RpcErrorCode.ResponseTooLarge"/>.
    /// </summary>
    public int OutgoingQueueBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// Gets or sets how many messages may wait to be sent to one connection: 4096 by default. Beyond it as for bytes.
    /// </summary>
    public int OutgoingQueueFrames { get; set; } = 4096;

    /// <summary>
    /// Gets or sets what happens to a client that does not read as fast as it is sent to, once its outgoing queue is full:
    /// <see cref="RpcSlowConsumer.Disconnect"/> by default. The others never wait for it.
    /// </summary>
    public RpcSlowConsumer SlowConsumer { get; set; } = RpcSlowConsumer.Disconnect;

    /// <summary>
    /// Gets or sets how many items of a stream a client may send ahead of their consumer: 64 by default, 65,535 at most; 0
    /// for one at a time, whenever one is asked for (protocol section 7).
    /// </summary>
    public int StreamCredit { get; set; } = 64;

    /// <summary>
    /// Gets or sets how many streams the calls of one connection may have under way, as arguments and as results: 64 by default.
    /// A call that brings one more is refused with <see cref="RpcErrorCode.Unavailable"/> (protocol section 12).
    /// </summary>
    public int MaxStreams { get; set; } = 64;

    /// <summary>
    /// Gets or sets how many bytes of stream items, as they were on the wire, may wait for their consumers on one connection:
    /// 64 MiB by default. The stream that would exceed it fails with <see cref="RpcErrorCode.Unavailable"/> where it is consumed,
    /// and its producer is told to stop; the others go on.
    /// </summary>
    public int MaxStreamBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Gets or sets how many results a client that does not know credit may hold by a token: 64 by default. One more is refused
    /// with <see cref="RpcErrorCode.Unavailable"/> (protocol section 12).
    /// </summary>
    public int MaxStreamTokens { get; set; } = 64;

    /// <summary>
    /// Gets or sets how many of the calls under way on one connection may report progress: 64 by default. One more is refused
    /// with <see cref="RpcErrorCode.Unavailable"/> (protocol section 12).
    /// </summary>
    public int MaxProgressTokens { get; set; } = 64;

    /// <summary>
    /// Gets or sets how long such a token may be left alone before its stream ends and is answered with
    /// <see cref="RpcErrorCode.NoSuchStream"/>: 5 minutes by default.
    /// </summary>
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how long a call to a client waits for its answer before it fails with an <see cref="RpcTimeoutException"/>:
    /// 30 seconds by default; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for ever. Calls that return or send a
    /// stream last as long as it does.
    /// </summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how long a closing connection may take to send what is queued, and then to agree: 5 seconds each by default.
    /// </summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets how long a connection may stay without a single message from its client: 15 seconds by default. A silent one
    /// is closed with 1008. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> lets clients listen that never speak.
    /// </summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gets or sets how many connections the hub holds at once; one more is refused with 503 before the upgrade. Each route of a
    /// hub counts its own, here and by user and address. <see langword="null"/>, the default, is no limit.
    /// </summary>
    public int? MaxConnections { get; set; }

    /// <summary>
    /// Gets or sets how many connections one user may hold, by <see cref="RpcHubContext.UserId"/>; one more is refused with 429.
    /// Users without an id are not counted. <see langword="null"/>, the default, is no limit.
    /// </summary>
    public int? MaxConnectionsPerUser { get; set; }

    /// <summary>
    /// Gets or sets how many connections one remote address may hold, an IPv6 address standing for its /64 network; one more is
    /// refused with 429. <see langword="null"/>, the default, is no limit. Behind a proxy all clients have the proxy's address
    /// until ForwardedHeaders is configured.
    /// </summary>
    public int? MaxConnectionsPerAddress { get; set; }

    /// <summary>
    /// Gets the origins of which pages may connect, besides the hub's own: <c>https://example.org</c>, with a port where it is
    /// not the scheme's; <c>https://*.example.org</c> for the hosts below a domain, not itself; <c>*</c> for every page, which
    /// hands the cookies of a visitor to any page that asks. Empty by default. A client without an <c>Origin</c> header is no
    /// browser and is not asked.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Gets the filters of the handshake, in the order in which they run. None by default; what is built in is not listed here.
    /// </summary>
    public IList<IRpcHandshakeFilter> HandshakeFilters { get; } = [];

    /// <summary>
    /// Gets or sets a value indicating whether a bearer token may come as <c>access_token</c> in the query:
    /// <see langword="false"/> by default. Addresses end up in logs, those of proxies and of ASP.NET Core among them.
    /// </summary>
    public bool AllowTokenInQuery { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether permessage-deflate (RFC 7692) is agreed to, without context takeover in either
    /// direction: <see langword="false"/> by default. It costs memory and time, and where a message joins secrets to text of an
    /// attacker, its length tells them (CRIME, BREACH). <see cref="MaxMessageBytes"/> applies to the inflated message.
    /// </summary>
    public bool Compression { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether messages are framed by the framework's WebSocket (<see langword="true"/>) rather
    /// than by this library (<see langword="false"/>, the default), which is faster and follows the same rules of RFC 6455. The
    /// framework does it in any case over HTTP/2, with compression, and on servers that bring sockets of their own.
    /// </summary>
    public bool UseFrameworkFraming { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether clients that have not opened a session may be sent requests, which not every
    /// JSON-RPC client answers: <see langword="false"/> by default (protocol section 1).
    /// </summary>
    public bool PlainClientsAnswer { get; set; }

    /// <summary>
    /// Gets or sets the rate limit of calls; <see langword="null"/> (the default) for none. Asked for one permit when a request
    /// or a notification arrives, whether its method exists or not, and for each entry of a batch. A request that gets none is
    /// answered with <see cref="RpcErrorCode.RateLimited"/> and <c>data.retryAfter</c> in milliseconds where the limiter tells; a
    /// notification is dropped and counted. Never waited for. A permit is given back when its call has ended. Disposed with the
    /// application.
    /// </summary>
    /// <seealso cref="RpcRateLimit"/>
    public PartitionedRateLimiter<RpcHubContext>? CallRateLimiter { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether arguments are checked by the attributes of
    /// <c>System.ComponentModel.DataAnnotations</c> on parameters and on the members of payloads before the hub's method runs:
    /// <see langword="true"/> by default. What they refuse is answered with <see cref="RpcErrorCode.InvalidParams"/> and
    /// <c>data.errors</c>, which has the messages by path (protocol section 10). The items of streams are not checked.
    /// </summary>
    public bool ValidateArguments { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether a method that the caller may not call is answered as if it did not exist:
    /// <see langword="false"/> by default. The answer is the same; how long it takes may differ.
    /// </summary>
    public bool HideForbiddenMethods { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether callers see the type and message of unexpected exceptions: <see langword="false"/>
    /// by default. For development only: exceptions tell secrets.
    /// </summary>
    public bool DetailedErrors { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the hub describes itself in OpenRPC, by the call <c>rpc.discover</c> and as
    /// <c>openrpc.json</c> below its path: <see langword="null"/>, the default, is in Development only. A list of methods helps
    /// attackers, too. With <see cref="HideForbiddenMethods"/> it leaves out those that ask for authorization (protocol section
    /// 13). Native and trimmed applications can do it only if their project sets the property <c>WsRpcOpenRpc</c> to <c>true</c>.
    /// </summary>
    public bool? OpenRpc { get; set; }

    /// <summary>
    /// Gets or sets the serializer options for payloads; <see langword="null"/> (the default) for
    /// <see cref="JsonSerializerDefaults.Web"/> with repeated members refused and nullable annotations respected. A copy is
    /// taken. Types are looked up in its resolvers first, then in the contexts that the contracts name.
    /// </summary>
    public JsonSerializerOptions? JsonSerializerOptions { get; set; }

    /// <summary>
    /// Gets the WebSocket sub-protocols of plain clients that are echoed: <c>jsonrpc</c>, <c>json-rpc</c>, <c>jsonrpc2</c> and
    /// <c>json</c> by default (protocol section 2).
    /// </summary>
    public IList<string> SubProtocolAliases { get; } = ["jsonrpc", "json-rpc", "jsonrpc2", "json"];

    /// <summary>
    /// Gets or sets how often a client is asked for a sign of life, by a PING (RFC 6455 section 5.5.2): every 15 seconds by
    /// default; <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gets or sets how long a client may then stay silent, any frame being a sign of life, before its connection is given up for
    /// lost: 20 seconds by default; <see cref="Timeout.InfiniteTimeSpan"/> for ever, so that dead clients are noticed only when
    /// something is sent to them.
    /// </summary>
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Gets or sets how long the calls under way are served when the application stops: 10 seconds by default. Then, or as soon
    /// as there are none, connections are closed with 1012, or 1001 where the client has opened no session. Must be shorter than
    /// the host's <c>ShutdownTimeout</c> (30 seconds) to be of use.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets within what time clients that have opened a session are told to connect anew when the application stops, each
    /// at a moment of its own: 2 seconds by default. They leave by themselves then, and are not closed before, unless
    /// <see cref="DrainTimeout"/> is over; zero to close them as soon as no calls are under way.
    /// </summary>
    public TimeSpan DrainRetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Gets or sets how sessions are kept whose client has lost its connection; <see langword="null"/> for not at all. They are
    /// by default.
    /// </summary>
    public RpcResumeOptions? Resume { get; set; } = new();
}
