using System;
using System.Net.WebSockets;
using Ws.Rpc.Connections;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>An upgraded request.</summary>
/// <param name="Socket">The framework's socket, which is disposed with this.</param>
/// <param name="Connection">What runs over it.</param>
/// <param name="SubProtocol">What was agreed on; <see langword="null"/> for none.</param>
internal sealed record AcceptedSocket(WebSocket Socket, RpcConnection Connection, string? SubProtocol) : IDisposable
{
    public void Dispose() => Socket.Dispose();
}
