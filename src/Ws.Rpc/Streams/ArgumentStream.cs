using System;
using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.Streams;

/// <summary>
/// A stream among the arguments of a call of the peer's: its items come while the call runs, and as far as the handler takes
/// them.
/// </summary>
internal sealed class ArgumentStream<T>(
    IStreamLink link, StreamTable<StreamName, object> table, StreamName name, StreamInbox<T> inbox, bool isPushed, int first)
    : StreamOrigin, IAsyncEnumerable<T>, IArgumentStream
{
    private readonly Puller _puller = new(link, inbox);
    private int _enumerated;

    public StreamReceiver Receiver => inbox;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _enumerated, 1) != 0)
        {
            throw new InvalidOperationException("The items of an argument come once: it can be enumerated only once.");
        }

        var window = new StreamWindow(link.Credit, link.MaxCredit);
        return new StreamReader<T>(inbox, this, window, cancellationToken, default) { Uncredited = first };
    }

    public void Release(Exception reason)
    {
        table.Remove(name, this);
        _puller.Stop(tell: false);
        inbox.End(reason, cut: true);
    }

    public void Lose(Exception reason) => inbox.End(reason);

    public void End(Exception? failure)
    {
        table.Remove(name, this);
        inbox.End(failure);
    }

    public override void Open()
    {
        _puller.OnPulled(isPushed ? default : name.Value, isOver: isPushed);
        if (isPushed && link.Credit > 0)
        {
            inbox.Allow(link.Credit);
            Refill(link.Credit);
        }
    }

    public override void Refill(int items) => link.Send(StreamFrames.Credit(name, items));

    public override void Ask() => _puller.Ask();

    public override void Close()
    {
        if (!table.Remove(name, this))
        {
            return;
        }

        if (isPushed)
        {
            link.Send(StreamFrames.Abort(name.Value));
        }
        else
        {
            _puller.Stop(tell: true);
        }
    }
}
