using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>
/// Writes what waits in an <see cref="Outbox"/> to one socket, many messages to a flush. One drain at a time, which the outbox
/// sees to.
/// </summary>
internal sealed class OutboxWriter(IMessageTransport transport, Action<Exception> failed) : IThreadPoolWorkItem
{
    public const int FlushBytes = 32 * 1024;

    // After so many flushes a drain leaves the sender's thread, or what others add meanwhile would keep it there for ever.
    private const int MaxFlushesOfSender = 16;

    private Outbox _outbox = null!;

    // The drain that went on asynchronously. It never fails, and the outbox learns of its end.
    private Task? _drain;

    /// <summary>Whether something was written and not flushed yet. Of the one drain that runs.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Writes for this outbox from here on.</summary>
    public void Serve(Outbox outbox) => _outbox = outbox;

    public void Start(bool inline)
    {
        if (inline)
        {
            Drain(MaxFlushesOfSender);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    void IThreadPoolWorkItem.Execute() => Drain(int.MaxValue);

    private void Drain(int maxFlushes)
    {
        ValueTask drain = DrainAsync(maxFlushes);
        if (drain.IsCompleted)
        {
            drain.GetAwaiter().GetResult();
        }
        else
        {
            _drain = drain.AsTask();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever ends the sending ends the connection and is reported there.")]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask DrainAsync(int maxFlushes)
    {
        try
        {
            while (_outbox.TryTakeNext(this, out MessageBuffer? message))
            {
                if (message is not null)
                {
                    HasWritten = true;
                    await transport.WriteAndReleaseAsync(message).ConfigureAwait(false);
                }

                if (message is null || transport.UnflushedBytes >= FlushBytes)
                {
                    HasWritten = false;
                    await transport.FlushAsync().ConfigureAwait(false);
                    if (--maxFlushes == 0)
                    {
                        Start(inline: false);
                        return;
                    }
                }
            }

            HasWritten = false;
        }
        catch (Exception exception)
        {
            HasWritten = false;
            _outbox.OnFailed(this);
            failed(exception);
        }
    }
}
