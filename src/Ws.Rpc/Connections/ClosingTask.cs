using System;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Connections;

/// <summary>A closing that is wanted at some time, and begins once, at another. Thread-safe.</summary>
internal sealed class ClosingTask
{
    // Guards _begin and _running.
    private readonly Lock _gate = new();
    private Func<Task>? _begin;
    private Task? _running;

    /// <summary>What the closing is; the first one stands.</summary>
    public void Want(Func<Task> begin)
    {
        lock (_gate)
        {
            _begin ??= begin;
        }
    }

    /// <summary>Begins what is wanted, if anything is.</summary>
    public void Begin()
    {
        if (Volatile.Read(ref _begin) is { } begin)
        {
            lock (_gate)
            {
                // On the pool: the caller may hold up a receive loop, and a send may be under way.
                _running ??= Task.Run(begin);
            }
        }
    }

    /// <summary>The closing, once it has begun.</summary>
    public Task Running
    {
        get
        {
            lock (_gate)
            {
                return _running ?? Task.CompletedTask;
            }
        }
    }
}
