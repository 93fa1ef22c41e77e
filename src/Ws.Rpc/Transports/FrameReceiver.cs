using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>
/// Reads frames off a stream: as many as come at once with one read, whole messages where they stand, and none of it held while
/// there is nothing to read.
/// </summary>
internal sealed class FrameReceiver
{
    private const int DiscardBuffer = 4 * 1024;

    private readonly Stream _stream;
    private readonly FrameSender _sender;
    private readonly TransportOptions _options;
    private readonly MessageDeadline _deadline;

    // Guards the going back of _buffer to the pool. Readers take turns by other means.
    private readonly Lock _gate = new();
    private readonly FrameBuffer _buffer;
    private readonly FrameParser _parser;
    private readonly PingClock _pings;
    private readonly TimeProvider _time;
    private long _heardAt;

    public FrameReceiver(
        Stream stream,
        bool isServer,
        FrameSender sender,
        PingClock pings,
        TransportOptions options,
        MessageDeadline deadline,
        TimeProvider time)
    {
        _pings = pings;
        _time = time;
        _heardAt = time.GetTimestamp();
        _deadline = deadline;
        _stream = stream;
        _sender = sender;
        _options = options;
        _buffer = new FrameBuffer(options.Pool);
        _parser = new FrameParser(_buffer, isServer, options.MaxMessageBytes);
    }

    public ReadOnlyMemory<byte> Message => _buffer.Message;

    public ValueTask<ReceiveOutcome> ReceiveAsync()
    {
        _buffer.Forget();
        return TryReceive(out ReceiveOutcome outcome) ? ValueTask.FromResult(outcome) : ReadOnAsync();
    }

    /// <summary>The time stamp at which anything came last; before that, of the beginning.</summary>
    public long HeardAt => Volatile.Read(ref _heardAt);

    /// <summary>What an outcome means for the connection.</summary>
    public TransportClosure Describe(ReceiveOutcome outcome) => outcome switch
    {
        ReceiveOutcome.Binary or ReceiveOutcome.TooBig or ReceiveOutcome.TooManyEmptyFragments =>
            TransportClosure.OfRefusal(outcome, _options.MaxMessageBytes),
        ReceiveOutcome.Failed => new(TransportClosureKind.Violation, _parser.Breach!.CloseCode, _parser.Breach.Description),
        _ => new(TransportClosureKind.Peer, _parser.CloseCode, _parser.CloseReason),
    };

    /// <summary>
    /// Reads and drops messages up to the peer's close frame, or up to the limit; <c>false</c> is the latter. The message that
    /// was delivered stays, since another thread may still be reading it.
    /// </summary>
    public async Task<bool> DiscardAsync()
    {
        FrameBuffer rest;
        lock (_gate)
        {
            rest = _buffer.CopyUnread();
        }

        _parser.DropInto(rest);
        try
        {
            for (long left = _options.MaxDiscardedBytes - rest.Unread.Length; left > 0;)
            {
                switch (Step())
                {
                    case FrameStep.Close:
                        return true;
                    case FrameStep.Breach:
                        throw new IOException(_parser.Breach!.Description);
                    case FrameStep.NeedsInput:
                        left -= await ReadAsync(rest).ConfigureAwait(false);
                        break;
                }
            }

            return false;
        }
        finally
        {
            rest.Return();
        }
    }

    /// <summary>The same behind a frame that cannot be read: drops bytes up to the end of the _stream.</summary>
    public async Task DiscardBytesAsync()
    {
        byte[] buffer = _options.Pool.Rent(DiscardBuffer);
        try
        {
            int count = 1;
            for (long left = _options.MaxDiscardedBytes; left > 0 && count > 0; left -= count)
            {
                count = await _stream.ReadAsync(buffer).ConfigureAwait(false);
            }
        }
        finally
        {
            _options.Pool.Return(buffer);
        }
    }

    /// <summary>For whoever received last, once it is over.</summary>
    public void ReturnBuffer()
    {
        lock (_gate)
        {
            _buffer.Return();
        }
    }

    private bool TryReceive(out ReceiveOutcome outcome)
    {
        while (true)
        {
            FrameStep step = Step();
            switch (step)
            {
                case FrameStep.NeedsInput:
                    outcome = default;
                    return false;
                case FrameStep.Ping or FrameStep.Pong:
                    break;
                default:
                    outcome = OutcomeOf(step);
                    return true;
            }
        }
    }

    private FrameStep Step()
    {
        FrameStep step = _parser.Next(out ReadOnlySpan<byte> payload);
        if (step == FrameStep.Ping)
        {
            _sender.PostPong(payload);
        }
        else if (step == FrameStep.Pong)
        {
            _pings.End(payload);
        }

        return step;
    }

    private static ReceiveOutcome OutcomeOf(FrameStep step) => step switch
    {
        FrameStep.Message => ReceiveOutcome.Message,
        FrameStep.Close => ReceiveOutcome.CloseFrame,
        FrameStep.Binary => ReceiveOutcome.Binary,
        FrameStep.TooBig => ReceiveOutcome.TooBig,
        FrameStep.TooManyEmptyFragments => ReceiveOutcome.TooManyEmptyFragments,
        _ => ReceiveOutcome.Failed,
    };

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReceiveOutcome> ReadOnAsync()
    {
        ReceiveOutcome outcome;
        do
        {
            if (_parser.IsBetweenMessages)
            {
                _buffer.Return();
                _deadline.End();
                await _stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
            }
            else
            {
                _deadline.Begin();
            }

            await ReadAsync(_buffer).ConfigureAwait(false);
        }
        while (!TryReceive(out outcome));

        _deadline.End();
        return outcome;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadAsync(FrameBuffer buffer)
    {
        Memory<byte> free = buffer.Reserve(_parser.Wanted);
        int count = await _stream.ReadAsync(free).ConfigureAwait(false);
        if (count == 0)
        {
            throw new EndOfStreamException("The peer ended the connection without a close frame.");
        }

        Volatile.Write(ref _heardAt, _time.GetTimestamp());
        buffer.Filled(count);
        return count;
    }
}
