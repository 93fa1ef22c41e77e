using System;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>A handshake that may be accepted, and the place that its connection takes until this is disposed.</summary>
/// <param name="Handshake">What the filters made of it.</param>
/// <param name="Place">The place.</param>
/// <param name="Scheme">How fresh credentials are checked; <see langword="null"/> where there can be none.</param>
internal sealed record AdmittedHandshake(RpcHandshake Handshake, ConnectionPlace Place, CredentialScheme? Scheme) : IDisposable
{
    public void Dispose() => Place.Dispose();
}
