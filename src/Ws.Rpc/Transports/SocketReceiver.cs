using System;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>Puts whole text messages together in a pooled buffer that exists only while one is being received or read.</summary>
internal sealed class SocketReceiver(
    WebSocket socket, CollectingStream? stream, TransportOptions options, MessageDeadline deadline)
{
    private const int SmallestBuffer = 4 * 1024;
    private const int LargestKeptBuffer = 64 * 1024;
    private const int DiscardBuffer = 4 * 1024;

    // Fragments with payload are bounded by the size of the message; empty ones would go on for ever.
    private const int MaxEmptyFragments = 256;

    // One byte more than is allowed is enough to know that it is too much.
    private readonly int _capacity = Math.Min(options.MaxMessageBytes, Array.MaxLength - 1) + 1;
    private byte[]? _buffer;
    private int _length;

    public ReadOnlyMemory<byte> Message => _buffer.AsMemory(0, _length);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReceiveOutcome> ReceiveAsync()
    {
        // trip 8
        Forget();
        bool idle = stream is not { BufferedBytes: > 0 };
        bool hasBegun = false;
        int emptyFragments = 0;
        while (true)
        {
            ValueTask<ValueWebSocketReceiveResult> receiving =
                socket.ReceiveAsync(idle ? Memory<byte>.Empty : FreeMemory(), CancellationToken.None);
            if (idle && !receiving.IsCompleted)
            {
                Release();
            }

            if (hasBegun && !receiving.IsCompleted)
            {
                deadline.Begin();
            }

            ValueWebSocketReceiveResult result = await receiving.ConfigureAwait(false);
            idle = false;

            // Control frames are the socket's own: what it reports, if only an empty piece, is of a message.
            hasBegun = true;
            if (Take(result, ref emptyFragments) is { } outcome)
            {
                return outcome;
            }
        }
    }

    /// <summary>Reads and drops messages up to the peer's close frame, or up to the limit; <c>false</c> is the latter.</summary>
    public async Task<bool> DiscardAsync()
    {
        byte[] buffer = options.Pool.Rent(DiscardBuffer);
        try
        {
            for (long left = options.MaxDiscardedBytes; left > 0;)
            {
                ValueWebSocketReceiveResult result =
                    await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    return true;
                }

                // An empty message is a byte too, or they would go on for ever.
                left -= Math.Max(result.Count, 1);
            }

            return false;
        }
        finally
        {
            options.Pool.Return(buffer);
        }
    }

    /// <summary>The same below a socket that reads no more: drops bytes up to the end of the stream.</summary>
    public async Task DiscardBytesAsync(CollectingStream below)
    {
        byte[] buffer = options.Pool.Rent(DiscardBuffer);
        try
        {
            int count = 1;
            for (long left = options.MaxDiscardedBytes; left > 0 && count > 0; left -= count)
            {
                count = await below.ReadAsync(buffer).ConfigureAwait(false);
            }
        }
        finally
        {
            options.Pool.Return(buffer);
        }
    }

    /// <summary>What an outcome without an exception means for the connection.</summary>
    public TransportClosure Describe(ReceiveOutcome outcome) => outcome switch
    {
        ReceiveOutcome.Binary or ReceiveOutcome.TooBig or ReceiveOutcome.TooManyEmptyFragments =>
            TransportClosure.OfRefusal(outcome, options.MaxMessageBytes),
        _ => new(
            TransportClosureKind.Peer,
            (int)(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure),
            socket.CloseStatusDescription ?? string.Empty),
    };

    /// <summary>Lets go of the message; for whoever receives only, since another thread may still be reading it.</summary>
    public void Release()
    {
        if (_buffer is not null)
        {
            options.Pool.Return(_buffer);
            _buffer = null;
        }

        _length = 0;
    }

    // Nothing where more of the message is to come.
    private ReceiveOutcome? Take(ValueWebSocketReceiveResult piece, ref int emptyFragments)
    {
        _length += piece.Count;
        if (piece.MessageType != WebSocketMessageType.Text)
        {
            return piece.MessageType == WebSocketMessageType.Close ? ReceiveOutcome.CloseFrame : ReceiveOutcome.Binary;
        }

        if (_length > options.MaxMessageBytes)
        {
            return ReceiveOutcome.TooBig;
        }

        if (piece.EndOfMessage)
        {
            deadline.End();
            return ReceiveOutcome.Message;
        }

        return piece.Count == 0 && ++emptyFragments > MaxEmptyFragments ? ReceiveOutcome.TooManyEmptyFragments : null;
    }

    private void Forget()
    {
        _length = 0;
        if (_buffer is { Length: > LargestKeptBuffer })
        {
            Release();
        }
    }

    private Memory<byte> FreeMemory()
    {
        _buffer ??= options.Pool.Rent(Math.Min(SmallestBuffer, _capacity));
        if (_length == _buffer.Length)
        {
            byte[] larger = options.Pool.Rent((int)Math.Min(_length * 2L, _capacity));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            options.Pool.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_length, Math.Min(_buffer.Length, _capacity) - _length);
    }
}
