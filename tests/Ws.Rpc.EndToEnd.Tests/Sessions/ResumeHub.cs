using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

[RpcHub(Callback = typeof(IResumeClient))]
public interface IResumeHub
{
    ValueTask<string> EchoAsync(string text);

    ValueTask<string> WaitAsync(string name);

    ValueTask JoinAsync(string room);

    ValueTask<bool> AskAsync(string question);

    IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken = default);
}

[RpcCallback]
public interface IResumeClient
{
    ValueTask NewsAsync(int number);

    ValueTask<bool> ConfirmAsync(string question);
}

/// <summary>What happened, for the tests to see.</summary>
public sealed class ResumeJournal
{
    public Channel<string> Entries { get; } = Channel.CreateUnbounded<string>();

    public ConcurrentDictionary<string, TaskCompletionSource<string>> Gates { get; } = new();

    /// <summary>What the hub does behind the beginning of a connection.</summary>
    public Func<Task> Welcome { get; set; } = static () => Task.CompletedTask;

    public void Write(string entry) => Entries.Writer.TryWrite(entry);

    public TaskCompletionSource<string> Gate(string name) =>
        Gates.GetOrAdd(name, static _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
}

public sealed class ResumeHub(ResumeJournal journal) : RpcHub<IResumeClient>, IResumeHub
{
    public override async ValueTask OnConnectedAsync()
    {
        journal.Write("connected");
        await journal.Welcome();
    }

    public override ValueTask OnResumedAsync()
    {
        journal.Write("resumed");
        return default;
    }

    public override ValueTask OnDisconnectedAsync(RpcDisconnect disconnect)
    {
        journal.Write($"disconnected {disconnect.CloseCode}");
        return default;
    }

    public ValueTask<string> EchoAsync(string text) => new(text);

    public async ValueTask<string> WaitAsync(string name)
    {
        journal.Write($"waits {name}");
        return await journal.Gate(name).Task;
    }

    public async ValueTask JoinAsync(string room) => await Rooms.JoinAsync(room);

    public async ValueTask<bool> AskAsync(string question) => await Clients.Caller.ConfirmAsync(question);

    public async IAsyncEnumerable<int> CountAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}
