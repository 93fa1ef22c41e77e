using System;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Checks the fresh credentials that a peer sends (protocol section 8).</summary>
internal interface ISessionAuthenticator
{
    /// <summary>How long the credentials hold; <see langword="null"/> for as long as the connection.</summary>
    TimeSpan? ExpiresIn { get; }

    /// <summary>
    /// Begins to check a token; the request is answered through <see cref="SessionAuth"/> when that is done. Called on the
    /// receive loop, and does not wait.
    /// </summary>
    /// <param name="token">What the peer sent.</param>
    /// <param name="id">The request to answer.</param>
    /// <param name="generation">The <see cref="RpcSession.Generation"/> in which it came.</param>
    /// <returns><see langword="false"/> where another is being checked; the request is not answered then.</returns>
    bool TryBegin(string token, RequestId id, int generation);
}
