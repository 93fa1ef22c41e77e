using System;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>Owns the sending that nobody waits for. Thread-safe.</summary>
/// <param name="failed">Told of a failure of any of it.</param>
internal sealed class PostedSends(Action<Exception> failed)
{
    private readonly Lock _gate = new();
    private Task _all = Task.CompletedTask;

    /// <summary>Completes, and never fails, once all that was added so far is over.</summary>
    public Task All
    {
        get
        {
            lock (_gate)
            {
                return _all;
            }
        }
    }

    public void Add(ValueTask sending)
    {
        if (sending.IsCompletedSuccessfully)
        {
            return;
        }

        Task posted = ObserveAsync(sending);
        lock (_gate)
        {
            _all = _all.IsCompleted ? posted : Task.WhenAll(_all, posted);
        }
    }

    private async Task ObserveAsync(ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFailure.IsExpected(e))
        {
            failed(e);
        }
    }
}
