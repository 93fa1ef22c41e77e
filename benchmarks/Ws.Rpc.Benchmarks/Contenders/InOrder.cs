using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>Calls over what only sends and receives: one send at a time, and the answers in the order of the questions.</summary>
internal sealed class InOrder<TAnswer> : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1);

    // Guarded by itself.
    private readonly Queue<TaskCompletionSource<TAnswer>> _waiting = new();

    public async Task<TAnswer> AskAsync<TQuestion>(TQuestion question, Func<TQuestion, Task> send)
    {
        var answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _sending.WaitAsync();
        try
        {
            lock (_waiting)
            {
                _waiting.Enqueue(answer);
            }

            await send(question);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task;
    }

    public void Answer(TAnswer answer)
    {
        TaskCompletionSource<TAnswer> next;
        lock (_waiting)
        {
            next = _waiting.Dequeue();
        }

        next.SetResult(answer);
    }

    public void Dispose() => _sending.Dispose();
}
