using System;
using System.Collections.Generic;
using System.Threading;
using Ws.Rpc.Streams;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The streams among the arguments of one call of the peer, which end with it or when it is cancelled. Not used again with
/// another call: a cancellation may come late. Thread-safe.
/// </summary>
internal sealed class CallArgumentStreams
{
    // Guards _streams and _reason.
    private readonly Lock _gate = new();
    private readonly List<IArgumentStream> _streams = [];
    private readonly CancellationTokenRegistration _cancellation;
    private Exception? _reason;

    public CallArgumentStreams(CancellationToken cancelled) => _cancellation = cancelled.UnsafeRegister(
        static (state, token) => ((CallArgumentStreams)state!).Release(new OperationCanceledException(token)), this);

    /// <summary>Adds a stream, which may be over at once.</summary>
    public void Add(IArgumentStream stream)
    {
        Exception? reason;
        lock (_gate)
        {
            reason = _reason;
            if (reason is null)
            {
                _streams.Add(stream);
            }
        }

        if (reason is not null)
        {
            stream.Release(reason);
        }
    }

    /// <summary>The call is over, or its arguments are to be read again.</summary>
    public void End()
    {
        _cancellation.Unregister();
        Release(new InvalidOperationException("The call that brought this stream is over."));
    }

    private void Release(Exception reason)
    {
        IArgumentStream[] all;
        lock (_gate)
        {
            if (_reason is not null)
            {
                return;
            }

            _reason = reason;
            all = [.. _streams];
        }

        foreach (IArgumentStream stream in all)
        {
            stream.Release(reason);
        }
    }
}
