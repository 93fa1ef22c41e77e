using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// The ends of sessions that have no connection to wait for them: the application waits for them when it is disposed.
/// Thread-safe.
/// </summary>
internal sealed class EndingSessions : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _tasks = new();
    private readonly CancellationTokenSource _disposing = new();

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

    /// <summary>Fires when the application is disposed, all its requests having ended.</summary>
    public CancellationToken Disposing => _disposing.Token;

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        while (!_tasks.IsEmpty)
        {
            foreach (Task task in _tasks.Keys)
            {
                await task.ConfigureAwait(false);
                _tasks.TryRemove(task, out _);
            }
        }

        _disposing.Dispose();
    }
}
