using System;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.Sessions;
using Ws.Rpc.Transports;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

/// <summary>A server's and a client's session in memory, with serializer options of the test's own making.</summary>
internal sealed class ShapesPair : IAsyncDisposable
{
    private readonly RpcConnection[] _connections;
    private readonly Task<RpcDisconnect>[] _runs;
    private readonly RpcSession _server;
    private readonly RpcSession _client;

    public ShapesPair(JsonSerializerOptions json)
    {
        (IMessageTransport serverEnd, IMessageTransport clientEnd) = InMemoryTransport.CreatePair(TimeProvider.System);
        var options = new SessionOptions { Json = json, Logger = NullLogger.Instance };
        _server = new RpcSession(options with { IsServer = true });
        _client = new RpcSession(options);
        Serve<IShapesHub>(_server, new ShapesHub());
        Serve<IShapesClient>(_client, new ShapesClient());
        _connections = [Connect(serverEnd), Connect(clientEnd)];
        _runs = [Run(_server, _connections[0]), Run(_client, _connections[1])];
        Hub = Proxy<IShapesHub>(_client);
        Callback = Proxy<IShapesClient>(_server);
    }

    public IShapesHub Hub { get; }

    public IShapesClient Callback { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (RpcConnection connection in _connections)
        {
            connection.Abort(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1000, "done"));
        }

        await Task.WhenAll(_runs).Within();
        foreach (RpcConnection connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _server.Dispose();
        _client.Dispose();
    }

    private static RpcConnection Connect(IMessageTransport end) => new(end, new OutboxLimits(), NullLogger.Instance);

    private static Task<RpcDisconnect> Run(RpcSession session, RpcConnection connection)
    {
        session.Attach(connection);
        return Task.Run(() => session.RunAsync(connection));
    }

    private static TContract Proxy<TContract>(RpcSession session)
        where TContract : class
    {
        RpcContract<TContract> contract = RpcRegistry.Get<TContract>();
        session.Learn(contract);
        return contract.CreateProxy(session);
    }

    private static void Serve<TContract>(RpcSession session, TContract target)
        where TContract : class
    {
        RpcContract contract = RpcRegistry.Get<TContract>();
        session.Learn(contract);
        session.Targets.Add(new ObjectTarget(contract, contract.CreateDispatcher(session.JsonOptions), target));
    }
}
