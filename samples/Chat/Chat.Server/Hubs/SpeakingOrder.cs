using System;
using System.Threading;
using System.Threading.Tasks;

namespace Chat.Server.Hubs;

/// <summary>
/// One message after the other is kept and handed out, so that everybody sees them in the order of their ids: who knows the last id
/// he has seen knows that he has seen all before it. The database takes one writer at a time anyway.
/// </summary>
public sealed class SpeakingOrder : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Does something when nobody else does.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> speak, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await speak();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
