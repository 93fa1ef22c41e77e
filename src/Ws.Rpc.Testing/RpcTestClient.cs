using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Testing.Messages;

namespace Ws.Rpc.Testing;

/// <summary>A client of an <see cref="RpcTestHost"/>: the real one, what it received, and its connections. Thread-safe.</summary>
public sealed class RpcTestClient : IAsyncDisposable
{
    private readonly ScriptedNetwork _network;

    // Guards _connections.
    private readonly Lock _gate = new();
    private readonly List<NetworkConnection> _connections = [];

    internal RpcTestClient(Uri address, RpcClientOptions options, ScriptedNetwork network)
    {
        _network = network;
        Received = new ReceivedMessages(options.JsonSerializerOptions ?? JsonSerializerOptions.Web);
        Client = new RpcClient(address, options with { ConnectStream = OpenAsync });
    }

    /// <summary>Gets the client.</summary>
    public RpcClient Client { get; }

    /// <summary>Gets what the server called on it.</summary>
    public ReceivedMessages Received { get; }

    /// <summary>Gets the connections that it made, in their order.</summary>
    public IReadOnlyList<NetworkConnection> Connections
    {
        get
        {
            lock (_gate)
            {
                return [.. _connections];
            }
        }
    }

    /// <summary>Gets the connection that it made last.</summary>
    /// <exception cref="InvalidOperationException">It made none yet.</exception>
    public NetworkConnection Connection
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count > 0
                    ? _connections[^1]
                    : throw new InvalidOperationException("The client has made no connection yet.");
            }
        }
    }

    /// <inheritdoc cref="RpcClient.ConnectAsync"/>
    public Task ConnectAsync(CancellationToken cancellationToken = default) => Client.ConnectAsync(cancellationToken);

    /// <inheritdoc cref="RpcClient.GetHub{THub}"/>
    public THub GetHub<THub>()
        where THub : class => Client.GetHub<THub>();

    /// <inheritdoc cref="RpcClient.Handle{TCallback}"/>
    public IDisposable Handle<TCallback>(TCallback implementation)
        where TCallback : class => Client.Handle(implementation);

    /// <inheritdoc cref="RpcClient.DisposeAsync"/>
    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private ValueTask<Stream> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        NetworkConnection connection = _network.Connect();
        lock (_gate)
        {
            _connections.Add(connection);
        }

        return new(new RecordedStream(connection.ClientEnd, new FrameDecoder(Received)));
    }
}
