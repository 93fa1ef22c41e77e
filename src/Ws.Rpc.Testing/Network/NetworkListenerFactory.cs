using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;

namespace Ws.Rpc.Testing.Network;

/// <summary>Kestrel's transport over a <see cref="ScriptedNetwork"/>, in place of the one over sockets.</summary>
internal sealed class NetworkListenerFactory(ScriptedNetwork network) : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new(network.Listen(endpoint));
}
