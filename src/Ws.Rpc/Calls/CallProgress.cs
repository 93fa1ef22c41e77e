using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Microsoft.Extensions.Logging;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.Calls;

/// <summary>
/// The progress of one call of ours. Reports are handed to the user one after the other, in the order in which they came, on the
/// thread pool; those that came before the answer, before the caller continues. Thread-safe.
/// </summary>
internal sealed class CallProgress(ProgressTokens tokens, RpcMethod method, ILogger logger)
    : RpcArgumentTokens, IThreadPoolWorkItem
{
    // Guards _issued, _due, _running, _isOver, _settled and the values that the listeners keep.
    private readonly Lock _gate = new();
    private readonly List<long> _issued = [];
    private readonly Queue<ProgressListener> _due = new();
    private bool _running;
    private bool _isOver;
    private PendingCall? _settled;

    public override void WriteProgress<T>(RpcWriter writer, IProgress<T>? progress, RpcCodec<T> codec)
    {
        if (progress is null)
        {
            None.WriteProgress(writer, progress, codec);
            return;
        }

        long token = tokens.Add(new ProgressListener<T>(this, progress, codec));
        lock (_gate)
        {
            _issued.Add(token);
            if (_isOver)
            {
                // The call was cancelled or lost while its arguments were being written.
                ReleaseLocked();
            }
        }

        RpcCodecs.Int64.Write(writer, token);
    }

    /// <summary>Keeps a report until it is its turn.</summary>
    public void Keep<T>(ProgressListener<T> listener, T value)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            if (listener.KeepLocked(value))
            {
                _due.Enqueue(listener);
            }

            if (_running)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void OnMisfit(Exception exception)
    {
        RpcMeter.ProgressMisfit();
        logger.ProgressMisfit(exception, method.Name);
    }

    /// <summary>
    /// The answer has come: no more reports. <see langword="true"/> where some are still to be handed over; the call is then
    /// continued behind the last.
    /// </summary>
    public bool TryContinueBehind(PendingCall call)
    {
        lock (_gate)
        {
            ReleaseLocked();
            _settled = _running ? call : null;
            return _running;
        }
    }

    /// <summary>The call is over; what has not been handed over is dropped.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            ReleaseLocked();
            _due.Clear();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What the user's handler throws is nobody else's failure.")]
    void IThreadPoolWorkItem.Execute()
    {
        PendingCall? settled;
        while (TryTake(out ProgressListener? listener, out settled))
        {
            try
            {
                listener.Deliver();
            }
            catch (Exception exception)
            {
                logger.ProgressHandlerFailed(exception, method.Name);
            }
        }

        settled?.Continue();
    }

    private bool TryTake([NotNullWhen(true)] out ProgressListener? listener, out PendingCall? settled)
    {
        lock (_gate)
        {
            settled = null;
            if (_due.TryDequeue(out listener))
            {
                listener.TakeLocked();
                return true;
            }

            _running = false;
            (settled, _settled) = (_settled, null);
            return false;
        }
    }

    private void ReleaseLocked()
    {
        _isOver = true;
        foreach (long token in _issued)
        {
            tokens.Remove(token);
        }

        _issued.Clear();
    }
}
