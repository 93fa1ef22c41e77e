using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Testing.Network;

namespace Ws.Rpc.Testing;

/// <summary>
/// A network in memory between clients and one server, which fails as a test says: byte for byte at the same place each time. A
/// server joins it by <c>UseScriptedNetwork</c>, a client by <see cref="RpcClientOptions.ConnectStream"/>. Thread-safe.
/// </summary>
public sealed class ScriptedNetwork
{
    private readonly TimeProvider _time;
    private readonly NetworkLog _log;

    // Guards _connections, _listener, _refuses, _script and, as a source of the connections' seeds, _random.
    private readonly Lock _gate = new();
    private readonly List<NetworkConnection> _connections = [];
    private readonly Signal _connected = new();
    private readonly Random _random;
    private NetworkListener? _listener;
    private bool _refuses;
    private Action<NetworkConnection>? _script;

    /// <summary>Creates a network without a fault.</summary>
    /// <param name="timeProvider">What delays are measured by: <see cref="TimeProvider.System"/>, if left out.</param>
    /// <param name="seed">What chance begins with: jitter, and the sizes of chunks.</param>
    public ScriptedNetwork(TimeProvider? timeProvider = null, int seed = 1)
    {
        _time = timeProvider ?? TimeProvider.System;
        _log = new NetworkLog(_time);
        _random = new Random(seed);
        Seed = seed;
    }

    /// <summary>Gets what chance began with; a failing test should say it.</summary>
    public int Seed { get; }

    /// <summary>Gets or sets whether new connections are refused, though a server listens.</summary>
    public bool RefusesConnections
    {
        get
        {
            lock (_gate)
            {
                return _refuses;
            }
        }

        set
        {
            lock (_gate)
            {
                _refuses = value;
            }

            _log.Add(value ? "refuses connections" : "accepts connections");
        }
    }

    /// <summary>
    /// Gets or sets what is done to each new connection before its first byte: where it is cut, delayed, chopped. Nothing by
    /// default. It is called on the thread of the client that connects.
    /// </summary>
    public Action<NetworkConnection>? Script
    {
        get
        {
            lock (_gate)
            {
                return _script;
            }
        }

        set
        {
            lock (_gate)
            {
                _script = value;
            }
        }
    }

    /// <summary>Gets the connections that were made, in their order, those that are over too.</summary>
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

    /// <summary>
    /// Gets what happened, line by line with times: connections, and each fault with its place. The last 10,000 are kept. With
    /// <see cref="Seed"/> it tells how a test failed.
    /// </summary>
    public IReadOnlyList<string> Events => _log.Lines;

    /// <summary>Connects to the server that listens; for <see cref="RpcClientOptions.ConnectStream"/>.</summary>
    /// <param name="uri">Where to; there is one server only.</param>
    /// <param name="cancellationToken">Has nothing to give up: the connection is made at once.</param>
    /// <returns>The client's end.</returns>
    /// <exception cref="SocketException">No server listens, or connections are refused.</exception>
    public ValueTask<Stream> ConnectAsync(Uri uri, CancellationToken cancellationToken = default) => new(Connect().ClientEnd);

    /// <summary>Waits until so many connections have been made.</summary>
    /// <param name="number">How many, from 1.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The one of that number, which may be over already.</returns>
    public async Task<NetworkConnection> WaitForConnectionAsync(int number, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        while (true)
        {
            Task connected;
            lock (_gate)
            {
                if (_connections.Count >= number)
                {
                    return _connections[number - 1];
                }

                connected = _connected.NextLocked();
            }

            await connected.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the same happen to all connections; those that are over feel nothing of it.</summary>
    /// <param name="fault">What happens.</param>
    public void FailAll(NetworkFault fault)
    {
        foreach (NetworkConnection connection in Connections)
        {
            connection.Fail(fault);
        }
    }

    internal NetworkConnection Connect()
    {
        NetworkConnection connection;
        NetworkListener? listener;
        lock (_gate)
        {
            listener = _refuses ? null : _listener;
            connection = new NetworkConnection(_connections.Count + 1, _time, _random.Next(), _log);
            if (listener is not null)
            {
                _connections.Add(connection);
                _connected.RaiseLocked();
            }
        }

        if (listener is null)
        {
            _log.Add("a connection was refused");
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        _log.Add($"#{connection.Number} connects");
        Script?.Invoke(connection);
        if (!listener.TryOffer(new ServerConnection(connection)))
        {
            connection.Fail(NetworkFault.Reset);
        }

        return connection;
    }

    internal NetworkListener Listen(EndPoint endPoint)
    {
        var listener = new NetworkListener(this, endPoint);
        lock (_gate)
        {
            if (_listener is not null)
            {
                throw new InvalidOperationException("Another server listens on this network already.");
            }

            _listener = listener;
        }

        _log.Add("a server listens");
        return listener;
    }

    internal void Leave(NetworkListener listener)
    {
        lock (_gate)
        {
            if (_listener != listener)
            {
                return;
            }

            _listener = null;
        }

        _log.Add("the server listens no more");
    }
}
