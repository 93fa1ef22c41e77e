using System.Net;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;

namespace Ws.Rpc.Testing.Network;

/// <summary>Hands the connections of a network to Kestrel, for as long as a server listens.</summary>
internal sealed class NetworkListener(ScriptedNetwork network, EndPoint endPoint) : IConnectionListener
{
    private const int Backlog = 512;

    private readonly Channel<ServerConnection> _waiting = Channel.CreateBounded<ServerConnection>(Backlog);

    public EndPoint EndPoint => endPoint;

    /// <summary>Offers a connection; <see langword="false"/> if nobody listens any more, or too many wait.</summary>
    public bool TryOffer(ServerConnection connection) => _waiting.Writer.TryWrite(connection);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_waiting.Reader.TryRead(out ServerConnection? connection))
            {
                connection.Start();
                return connection;
            }
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        network.Leave(this);
        _waiting.Writer.TryComplete();
        return default;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
