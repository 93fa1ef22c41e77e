using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// The ends of sessions that have no connection to wait for them: the application waits for them when it stops, as hubs need its
/// services to the end. Thread-safe.
/// </summary>
internal sealed class EndingSessions : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _tasks = new();
    private readonly CancellationTokenSource _requestsEnded = new();

    /// <summary>Runs an end, which never fails.</summary>
    public void Run(Func<Task> end)
    {
        Task task = Task.Run(end);
        _tasks[task] = true;
        task.ContinueWith(
            static (ended, tasks) => ((ConcurrentDictionary<Task, bool>)tasks!).TryRemove(ended, out _),
            _tasks,
            TaskScheduler.Default);
    }

    /// <summary>Fires when all requests of the application have ended.</summary>
    public CancellationToken RequestsEnded => _requestsEnded.Token;

    /// <summary>Ends what is left, all requests having ended, and waits for it.</summary>
    public async Task EndAsync()
    {
        await _requestsEnded.CancelAsync().ConfigureAwait(false);
        while (!_tasks.IsEmpty)
        {
            foreach (Task task in _tasks.Keys)
            {
                await task.ConfigureAwait(false);
                _tasks.TryRemove(task, out _);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // An application that was never started is disposed without a stop.
        await EndAsync().ConfigureAwait(false);
        _requestsEnded.Dispose();
    }
}
