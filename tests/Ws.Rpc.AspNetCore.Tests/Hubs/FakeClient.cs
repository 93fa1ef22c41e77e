using System;
using System.Security.Claims;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

/// <summary>A connection of a hub, in memory, and the client's end of it as bare messages.</summary>
internal sealed class FakeClient : IAsyncDisposable
{
    private readonly IMessageTransport _client;
    private readonly RpcConnection _server;
    private readonly Task<RpcDisconnect> _run;

    private FakeClient(string id, ClaimsPrincipal user, TimeProvider time)
    {
        (IMessageTransport server, _client) = InMemoryTransport.CreatePair(TimeProvider.System);
        _server = new RpcConnection(server, new OutboxLimits(), NullLogger.Instance);
        var options = new SessionOptions
        {
            IsServer = true,
            Json = RpcJson.Create(null),
            Logger = NullLogger.Instance,
            Time = time,
        };
        var session = new RpcSession(options) { ConnectionId = id };
        Connection = new HubConnection(session, new RpcHandshake(new DefaultHttpContext()) { User = user });
        session.Attach(_server);
        _run = session.RunAsync(_server);
    }

    public HubConnection Connection { get; }

    public static FakeClient Connect(string id, string? user = null, TimeProvider? time = null) => new(
        id,
        user is null
            ? new ClaimsPrincipal()
            : new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test")),
        time ?? TimeProvider.System);

    public async Task<string> ReceiveAsync()
    {
        Assert.True(await _client.ReceiveAsync().Within(), "The connection is over.");
        return Encoding.UTF8.GetString(_client.Message.Span);
    }

    public async Task AnswerAsync(string message)
    {
        await _client.WriteAsync(Encoding.UTF8.GetBytes(message)).Within();
        await _client.FlushAsync().Within();
    }

    /// <summary>The client goes; afterwards the session knows.</summary>
    public async Task LeaveAsync()
    {
        _client.Abort();
        await _run.Within();
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await _server.DisposeAsync();
        await _client.DisposeAsync();
        Connection.Session.Dispose();
    }
}
