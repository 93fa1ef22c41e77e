using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Probe;

internal sealed class ProbeHub(ProbeState state, TimeProvider time) : RpcHub<IProbeClient>, IProbeHub
{
    public ValueTask<string> EchoAsync(string text) => new(text);

    public ValueTask<int> AddAsync(int left, int right) => new(left + right);

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        state.Tell("waiting");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        finally
        {
            state.Tell(cancellationToken.IsCancellationRequested ? "cancelled" : "ended");
        }
    }

    public ValueTask BlockAsync()
    {
        state.Tell("blocking");
        state.Block.Wait(TimeSpan.FromSeconds(60), CancellationToken.None);
        return default;
    }

    public async ValueTask StartAsync(int number)
    {
        state.Started.Enqueue(number);
        await state.Gate.Task;
    }

    public void Note(int number) => state.Started.Enqueue(number);

    public async ValueTask ThrowAsync(string how)
    {
        if (how == "late")
        {
            await Task.Yield();
        }

        throw how == "cancelled"
            ? new OperationCanceledException("a secret of the server")
            : new InvalidOperationException("a secret of the server");
    }

    public async ValueTask<int> NestAsync(int depth) => depth == 0 ? 0 : 1 + await Clients.Caller.NestAsync(depth - 1);

    public ValueTask<bool> AskCallerAsync(string question, CancellationToken cancellationToken) =>
        Clients.Caller.ConfirmAsync(question, cancellationToken);

    public ValueTask<bool> AskClientAsync(string connectionId, string question) =>
        Clients.Client(connectionId).ConfirmAsync(question);

    // What the analyzer forbids: who silences it meets the runtime.
#pragma warning disable WSRPC033
    public ValueTask<bool> AskAllAsync(string question) => Clients.All.ConfirmAsync(question);
#pragma warning restore WSRPC033

    public ValueTask TellCallerAsync(string text) => Clients.Caller.ToldAsync(text);

    public ValueTask TellOthersAsync(string text) => Clients.Others.ToldAsync(text);

    public ValueTask TellAllAsync(string text) => Clients.All.ToldAsync(text);

    public ValueTask TellAllExceptAsync(string[] connectionIds, string text) => Clients.AllExcept(connectionIds).ToldAsync(text);

    public ValueTask TellClientAsync(string connectionId, string text) => Clients.Client(connectionId).ToldAsync(text);

    public ValueTask TellClientsAsync(string[] connectionIds, string text) => Clients.Clients(connectionIds).ToldAsync(text);

    public async ValueTask<int> WalkAsync(int steps, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        await (steps < 0 ? state.Gate.Task : Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        for (int i = 1; i <= steps; i++)
        {
            progress?.Report(i);
        }

        return steps;
    }

    public async ValueTask<string> SendCallerAsync(int steps)
    {
        var reports = new ProbeReports();
        int result = await Clients.Caller.WalkAsync(steps, reports);
        return $"{result} behind {reports.Last}";
    }

    public ValueTask LeaveAsync(int code, string reason)
    {
        Context.Disconnect(code, reason);
        return default;
    }

    public override ValueTask OnConnectedAsync() => state.OnConnected(this);

    public override ValueTask OnDisconnectedAsync(RpcDisconnect disconnect) => state.OnDisconnected(this, disconnect);
}
