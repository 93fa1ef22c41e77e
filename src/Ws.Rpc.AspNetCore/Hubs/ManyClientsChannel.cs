using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;
using Ws.Rpc.Wire;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Sends to many clients: the message is written once, and its bytes are put into every queue.</summary>
internal sealed class ManyClientsChannel(JsonSerializerOptions json, Func<IEnumerable<HubConnection>> targets)
    : RpcChannel, IAskable
{
    public override JsonSerializerOptions JsonOptions => json;

    public IReadOnlyList<AskedMember> Members() =>
        [.. targets().Select(static connection => new AskedMember(connection.Id, connection.Session))];

    public override ValueTask<TResult> InvokeAsync<TArguments, TResult>(
        RpcMethod method, in TArguments arguments, RpcCodec<TResult> result, CancellationToken cancellationToken) =>
        ValueTask.FromException<TResult>(OneAtATime(method));

    public override ValueTask InvokeAsync<TArguments>(
        RpcMethod method, in TArguments arguments, CancellationToken cancellationToken) =>
        ValueTask.FromException(OneAtATime(method));

    public override IAsyncEnumerable<T> StreamAsync<TArguments, T>(
        RpcMethod method, in TArguments arguments, RpcCodec<T> item, CancellationToken cancellationToken) =>
        new RpcFailedStream<T>(() => OneAtATime(method));

    public override ValueTask NotifyAsync<TArguments>(RpcMethod method, in TArguments arguments)
    {
        Notify(method, arguments);
        return default;
    }

    public override void Notify<TArguments>(RpcMethod method, in TArguments arguments)
    {
        MessageBuffer message = NotificationWriter.Write(method, arguments);
        try
        {
            IEnumerable<HubConnection> members = targets();
            if (members is HubConnection[] snapshot)
            {
                Send(message, snapshot);
            }
            else
            {
                Send(message, members);
            }
        }
        finally
        {
            message.Release();
        }
    }

    private static void Send(MessageBuffer message, HubConnection[] snapshot)
    {
        foreach (HubConnection connection in snapshot)
        {
            message.Retain();
            connection.Session.Sender.Broadcast(message);
        }
    }

    private static void Send(MessageBuffer message, IEnumerable<HubConnection> members)
    {
        foreach (HubConnection connection in members)
        {
            message.Retain();
            connection.Session.Sender.Broadcast(message);
        }
    }

    private static InvalidOperationException OneAtATime(RpcMethod method) =>
        new($"'{method.Name}' needs an answer and can be called on one client at a time: use Caller or Client(id), or ask "
        + "each of them by AskAsync.");
}
