using System;
using Microsoft.AspNetCore.Http;

namespace Ws.Rpc.AspNetCore;

/// <summary>What an <see cref="IRpcHandshakeFilter"/> decided. Immutable.</summary>
public sealed class RpcHandshakeResult
{
    private RpcHandshakeResult(int statusCode, string? reason, TimeSpan? retryAfter, string? wwwAuthenticate)
    {
        StatusCode = statusCode;
        Reason = reason;
        RetryAfter = retryAfter;
        WwwAuthenticate = wwwAuthenticate;
    }

    /// <summary>Gets the decision to go on: to the next filter, and to the upgrade behind the last.</summary>
    public static RpcHandshakeResult Accept { get; } = new(StatusCodes.Status101SwitchingProtocols, null, null, null);

    /// <summary>Gets a value indicating whether the handshake goes on.</summary>
    public bool IsAccepted => StatusCode == StatusCodes.Status101SwitchingProtocols;

    /// <summary>Gets the HTTP status of the answer: 101 if accepted.</summary>
    public int StatusCode { get; }

    /// <summary>Gets the text that the client is told, for people; <see langword="null"/> for none.</summary>
    public string? Reason { get; }

    /// <summary>Gets after what time the client may try again; <see langword="null"/> to leave it open.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Gets the challenge of a 401; <see langword="null"/> means <c>Bearer</c>.</summary>
    public string? WwwAuthenticate { get; }

    /// <summary>Refuses the connection: nothing is upgraded, and no hub is made.</summary>
    /// <param name="statusCode">400, 401, 403, 429 or 503.</param>
    /// <param name="reason">A text for people, which the client is told in the body; it must hold no secret.</param>
    /// <param name="retryAfter">When to try again, sent as <c>Retry-After</c> in whole seconds, rounded up.</param>
    /// <param name="wwwAuthenticate">The challenge that a 401 carries; <c>Bearer</c> if left out.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is none of these, or the time is negative.</exception>
    public static RpcHandshakeResult Reject(
        int statusCode, string? reason = null, TimeSpan? retryAfter = null, string? wwwAuthenticate = null)
    {
        if (statusCode is not (400 or 401 or 403 or 429 or 503))
        {
            throw new ArgumentOutOfRangeException(
                nameof(statusCode), statusCode, "A handshake is rejected with 400, 401, 403, 429 or 503.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter ?? TimeSpan.Zero, TimeSpan.Zero, nameof(retryAfter));
        return new RpcHandshakeResult(statusCode, reason, retryAfter, wwwAuthenticate);
    }
}
