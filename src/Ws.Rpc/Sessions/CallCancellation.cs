using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Cancels on the thread pool: what a handler registered on its token runs there, and neither blocks nor breaks the receive loop.
/// </summary>
internal sealed class CallCancellation : IThreadPoolWorkItem
{
    private readonly CancellationTokenSource _source;
    private readonly ILogger _logger;

    private CallCancellation(CancellationTokenSource source, ILogger logger)
    {
        _source = source;
        _logger = logger;
    }

    public static void Begin(CancellationTokenSource source, ILogger logger) =>
        ThreadPool.UnsafeQueueUserWorkItem(new CallCancellation(source, logger), preferLocal: false);

    /// <inheritdoc cref="Begin"/>
    public static void BeginIfAny(CancellationTokenSource? source, ILogger logger)
    {
        if (source is not null)
        {
            Begin(source, logger);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A callback of the user's may throw anything; nobody awaits it here.")]
    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            _source.Cancel();
        }
        catch (Exception exception)
        {
            _logger.CancellationCallbackFailed(exception);
        }
    }
}
