using System;
using System.Net.WebSockets;
using Ws.Rpc.Connections;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>An upgraded request.</summary>
/// <param name="Connection">What runs over it.</param>
/// <param name="SubProtocol">What was agreed on; <see langword="null"/> for none.</param>
/// <param name="Socket">The framework's socket, if it frames the messages; it is disposed with this.</param>
internal sealed record AcceptedSocket(RpcConnection Connection, string? SubProtocol, WebSocket? Socket) : IDisposable
{
    public void Dispose() => Socket?.Dispose();
}
