using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Clients;

/// <summary>Three clients over real sockets, who are all asked the same.</summary>
public sealed class AskTests : IAsyncLifetime
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly ProbeClient[] _handlers = [new(), new(), new()];
    private HubHost _host = null!;
    private RpcClient[] _clients = [];

    private IRpcClients<IProbeClient> Clients =>
        _host.Services.GetRequiredService<IRpcHubContext<ProbeHub, IProbeClient>>().Clients;

    private string[] Ids => [.. _clients.Select(client => client.ConnectionId!)];

    private int Pending => _host.Services.GetRequiredService<HubDirectories>().Of(typeof(ProbeHub)).Connections.All()
        .Sum(connection => connection.Session.Outgoing.Count);

    public async Task InitializeAsync()
    {
        _host = await HubHost.StartAsync<ProbeHub>(services: services => services.AddSingleton<TimeProvider>(_time));
        _clients = await Task.WhenAll(_handlers.Select(handler => _host.ConnectAsync(handler: handler)));
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_clients.Select(client => client.DisposeAsync().AsTask()));
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Everybody_answers_inside_a_call_of_one_of_them()
    {
        _handlers[1].Confirm = static (question, _) => new(question != "lunch?");

        string[] confirmed = await _clients[0].GetHub<IProbeHub>().PollAsync("lunch?").Within();

        Assert.Equal(new[] { Ids[0], Ids[2] }.Order(), confirmed.Order());
        Assert.Equal(0, Pending);
    }

    [Fact]
    public async Task Each_answers_refuses_or_times_out_by_itself()
    {
        (TaskCompletionSource asked, TaskCompletionSource cancelled) = BeSilent(_handlers[2]);
        _handlers[1].Confirm = static (_, _) => throw new RpcException(7, "No.");
        await using IAsyncEnumerator<RpcAnswer<bool>> answers = Ask().GetAsyncEnumerator();
        var given = new Dictionary<string, RpcAnswer<bool>>();
        for (int i = 0; i < 2; i++)
        {
            Assert.True(await answers.MoveNextAsync().Within());
            given.Add(answers.Current.ConnectionId, answers.Current);
        }

        await asked.Task.Within();
        Assert.Equal(1, Pending);
        Task<bool> third = answers.MoveNextAsync().AsTask();
        _time.Advance(s_deadline);
        Assert.True(await third.Within());

        Assert.True(given[Ids[0]].Value);
        Assert.Equal(7, Assert.IsType<RpcException>(given[Ids[1]].Exception).Code);
        Assert.Equal(Ids[2], answers.Current.ConnectionId);
        Assert.Equal(s_deadline, Assert.IsType<RpcTimeoutException>(answers.Current.Exception).Timeout);
        Assert.False(await answers.MoveNextAsync().Within());
        Assert.Equal(0, Pending);
        await cancelled.Task.Within();
    }

    [Fact]
    public async Task One_who_disconnects_meanwhile_is_an_error()
    {
        (TaskCompletionSource asked, _) = BeSilent(_handlers[1]);
        string gone = Ids[1];
        Task<Dictionary<string, RpcAnswer<bool>>> asking = GatherAsync();
        await asked.Task.Within();

        await _clients[1].DisposeAsync();

        Dictionary<string, RpcAnswer<bool>> answers = await asking.Within();
        Assert.Equal(3, answers.Count);
        Assert.IsType<RpcConnectionException>(answers[gone].Exception);
        Assert.True(answers[Ids[0]].Value);
        Assert.True(answers[Ids[2]].Value);
    }

    [Fact]
    public async Task Who_has_heard_enough_leaves_and_the_rest_is_cancelled_at_the_clients()
    {
        (TaskCompletionSource Asked, TaskCompletionSource Cancelled)[] silent = [BeSilent(_handlers[1]), BeSilent(_handlers[2])];

        await foreach (RpcAnswer<bool> answer in Ask())
        {
            Assert.Equal(Ids[0], answer.ConnectionId);
            await Task.WhenAll(silent.Select(client => client.Asked.Task)).Within();
            break;
        }

        Assert.Equal(0, Pending);
        await Task.WhenAll(silent.Select(client => client.Cancelled.Task)).Within();
    }

    private static (TaskCompletionSource Asked, TaskCompletionSource Cancelled) BeSilent(ProbeClient handler)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        handler.Confirm = async (_, cancellationToken) =>
        {
            await using CancellationTokenRegistration hook = cancellationToken.Register(() => cancelled.TrySetResult());
            asked.SetResult();
            await cancelled.Task;
            return true;
        };
        return (asked, cancelled);
    }

    private IAsyncEnumerable<RpcAnswer<bool>> Ask() => Clients.All.AskAsync(client => client.ConfirmAsync("sure?"), s_deadline);

    private async Task<Dictionary<string, RpcAnswer<bool>>> GatherAsync()
    {
        var answers = new Dictionary<string, RpcAnswer<bool>>();
        await foreach (RpcAnswer<bool> answer in Ask())
        {
            answers.Add(answer.ConnectionId, answer);
        }

        return answers;
    }
}
