using System;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// How a hub keeps the sessions of clients that have lost their connection, so that they notice nothing when they are back in
/// time (protocol section 9). It is kept for clients that ask for it, as <c>RpcClient</c> does. Immutable.
/// </summary>
public sealed class RpcResumeOptions
{
    /// <summary>Gets how long a session is kept without a connection: 30 seconds by default.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets how many bytes of what the client has not acknowledged are kept for it: 256 KiB by default. While it is connected the
    /// oldest are let go beyond that, and a client that lacks one of them gets a new session; while it is not, the session ends.
    /// </summary>
    public int BufferBytes { get; init; } = 256 * 1024;

    /// <summary>Gets the same as a number of messages: 1,024 by default.</summary>
    public int BufferFrames { get; init; } = 1024;

    /// <summary>
    /// Gets how many sessions without a connection a route keeps: 10,000 by default. One more ends with its connection.
    /// </summary>
    public int MaxDetachedSessions { get; init; } = 10_000;

    /// <summary>
    /// Gets how many bytes all sessions without a connection of a route keep together: 256 MiB by default. The session that would
    /// exceed it ends.
    /// </summary>
    public long MaxDetachedBytes { get; init; } = 256 * 1024 * 1024;
}
