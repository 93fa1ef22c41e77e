using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Sends to one client by its connection id, looked up at every call.</summary>
internal sealed class OneClientChannel(JsonSerializerOptions json, HubConnections connections, string id)
    : RpcChannel, IAskable
{
    public override JsonSerializerOptions JsonOptions => json;

    private RpcSession? Session => connections.TryGet(id, out HubConnection? connection) ? connection.Session : null;

    public static RpcConnectionException Gone(string id) => new($"There is no connection '{id}'.");

    public IReadOnlyList<AskedMember> Members() => [new AskedMember(id, Session)];

    public override ValueTask<TResult> InvokeAsync<TArguments, TResult>(
        RpcMethod method, in TArguments arguments, RpcCodec<TResult> result, CancellationToken cancellationToken) =>
        Session?.InvokeAsync(method, arguments, result, cancellationToken) ?? ValueTask.FromException<TResult>(Gone(id));

    public override ValueTask InvokeAsync<TArguments>(
        RpcMethod method, in TArguments arguments, CancellationToken cancellationToken) =>
        Session?.InvokeAsync(method, arguments, cancellationToken) ?? ValueTask.FromException(Gone(id));

    public override IAsyncEnumerable<T> StreamAsync<TArguments, T>(
        RpcMethod method, in TArguments arguments, RpcCodec<T> item, CancellationToken cancellationToken) =>
        Session?.StreamAsync(method, arguments, item, cancellationToken) ?? new RpcFailedStream<T>(() => Gone(id));

    // Between the look-up and the sending the client may go: that is the same as having gone before.
    public override ValueTask NotifyAsync<TArguments>(RpcMethod method, in TArguments arguments)
    {
        Notify(method, arguments);
        return default;
    }

    public override void Notify<TArguments>(RpcMethod method, in TArguments arguments) => Session?.Notify(method, arguments);
}
