using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>
/// One question to many clients: takes one answer of each, in the order in which they come, until the deadline. When it is
/// disposed, whatever is awaited still is cancelled. Thread-safe.
/// </summary>
internal sealed class Asking<TCallback, TResult> : IDisposable
    where TCallback : class
{
    // Not disposed: nothing is to be freed, and the deadline may pass while somebody leaves.
    private readonly CancellationTokenSource _over = new();
    private readonly Channel<RpcAnswer<TResult>> _answers;
    private readonly AskedClient<TCallback, TResult>[] _clients;
    private readonly ITimer? _timer;
    private volatile bool _isLate;

    private Asking(IReadOnlyList<AskedMember> members, TimeSpan deadline)
    {
        Deadline = deadline;

        // Each client gives one answer: it is never full.
        _answers = Channel.CreateBounded<RpcAnswer<TResult>>(
            new BoundedChannelOptions(Math.Max(1, members.Count)) { SingleReader = true });
        var clients = new List<AskedClient<TCallback, TResult>>(members.Count);
        foreach ((string id, RpcSession? session) in members)
        {
            if (session is null)
            {
                Add(new RpcAnswer<TResult>(id, OneClientChannel.Gone(id)));
            }
            else
            {
                clients.Add(new AskedClient<TCallback, TResult>(this, id, session));
            }
        }

        _clients = [.. clients];
        TimeProvider? time = members.FirstOrDefault(static member => member.Session is not null).Session?.Options.Time;
        _timer = time?.CreateTimer(
            static asking => ((Asking<TCallback, TResult>)asking!).End(), this, deadline, Timeout.InfiniteTimeSpan);
    }

    public TimeSpan Deadline { get; }

    /// <summary>Whether the deadline has passed.</summary>
    public bool IsLate => _isLate;

    /// <summary>Fires at the deadline, and when nobody wants the answers any more.</summary>
    public CancellationToken Over => _over.Token;

    public static async IAsyncEnumerable<RpcAnswer<TResult>> RunAsync(
        Func<IReadOnlyList<AskedMember>> audience,
        Func<TCallback, ValueTask<TResult>> ask,
        TimeSpan deadline,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RpcContract<TCallback> contract = RpcRegistry.Get<TCallback>();
        IReadOnlyList<AskedMember> members = audience();
        using var asking = new Asking<TCallback, TResult>(members, deadline);
        foreach (AskedClient<TCallback, TResult> client in asking._clients)
        {
            client.Begin(contract, ask);
        }

        for (int left = members.Count; left > 0; left--)
        {
            yield return await asking._answers.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Add(RpcAnswer<TResult> answer) => _answers.Writer.TryWrite(answer);

    public void Dispose()
    {
        _timer?.Dispose();
        _over.Cancel();
    }

    private void End()
    {
        // Cancelled before the answers are there: who has them all finds nothing pending any more.
        _isLate = true;
        _over.Cancel();
        foreach (AskedClient<TCallback, TResult> client in _clients)
        {
            client.GiveUp();
        }
    }
}
