using System;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;
using Ws.Rpc.Calls;
using Ws.Rpc.Connections;

namespace Ws.Rpc.Streams;

/// <summary>
/// Wakes the one who waits on it, or the next who does: he then looks for himself what has changed. Allocates nothing when used.
/// Setting is thread-safe; waiting is for one at a time.
/// </summary>
internal sealed class StreamSignal(IStreamLink link) : ReadyItem, IRoomWaiter, IValueTaskSource
{
    // Guards _set and _waits.
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<bool> _source;
    private bool _set;
    private bool _waits;

    public ValueTask WaitAsync()
    {
        lock (_gate)
        {
            if (_set)
            {
                _set = false;
                return default;
            }

            _waits = true;
            return new ValueTask(this, _source.Version);
        }
    }

    public void Set()
    {
        lock (_gate)
        {
            if (!_waits)
            {
                _set = true;
                return;
            }

            _waits = false;
        }

        link.Resume(this);
    }

    public override void Continue() => _source.SetResult(true);

    void IRoomWaiter.OnRoom() => Set();

    void IValueTaskSource.GetResult(short token)
    {
        _source.GetResult(token);
        _source.Reset();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
