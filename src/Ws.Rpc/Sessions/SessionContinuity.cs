using System.Collections.Concurrent;
using System.Threading;
using Ws.Rpc.Connections;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// What lets a session go on over another connection (protocol section 9): counts what is received and tells the peer so, and has
/// what is sent kept. The counting is the receive loop's.
/// </summary>
internal sealed class SessionContinuity(RpcSession session)
{
    private const int AcknowledgedFrames = 64;
    private const int AcknowledgedBytes = 32 * 1024;

    private static readonly RpcDisconnect s_lost = new(
        RpcDisconnectReason.SlowConsumer, 4431, "More had to wait for the next connection than is kept.");

    // The ids of our requests whose answers do not count. Their callers may have gone. Nearly always there are none, and asking
    // the dictionary for that takes its locks, at every answer.
    private ConcurrentDictionary<long, bool>? _uncounted;
    private int _uncountedIds;
    private volatile bool _isGranted;
    private volatile bool _isLost;
    private bool _counts;
    private bool _hasCounted;
    private long _received;
    private int _newFrames;
    private int _newBytes;

    /// <summary>
    /// How many frames have come since the counting began: exact on the receive loop and behind its end, else of a moment ago.
    /// </summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>Whether another connection may take it up.</summary>
    public bool CanResume => _isGranted && !_isLost;

    /// <summary>The secret with which the peer knows this session again; none on the side that gives it out.</summary>
    public string? Token { get; private set; }

    /// <summary>Has what is sent kept, from the next <see cref="MessageClass.Opening"/> on.</summary>
    public void Keep(RpcConnection connection) =>
        connection.Keep(new ResumableFrames(session.Options.Resume ?? new ResumeLimits(), OnLost));

    /// <summary>Both sides agree to go on after a loss: what comes next is the first frame that counts.</summary>
    /// <param name="token">The peer's secret for it, where it is the peer that gives it out.</param>
    public void Begin(string? token)
    {
        Token = token;
        _received = 0;
        _newFrames = _newBytes = 0;
        _hasCounted = false;
        _counts = true;
        _isGranted = true;
    }

    /// <summary>The session goes on; its secret is another one now.</summary>
    public void Renew(string token) => Token = token;

    /// <summary>The answer to this request of ours does not count.</summary>
    public void Exempt(long id)
    {
        Interlocked.Increment(ref _uncountedIds);
        LazyInitializer.EnsureInitialized(ref _uncounted, static () => new(1, 1))[id] = true;
    }

    /// <summary>A message has come.</summary>
    public void Count(int length)
    {
        _hasCounted = _counts;
        if (_counts)
        {
            _received++;
            _newFrames++;
            _newBytes += length;
        }
    }

    /// <summary>The message that has just come is one of those that do not count.</summary>
    public void Uncount()
    {
        if (_hasCounted)
        {
            _hasCounted = false;
            _received--;
            _newFrames--;
        }
    }

    /// <summary>The message that has just come answers this request of ours.</summary>
    public void OnAnswer(long id)
    {
        if (Volatile.Read(ref _uncountedIds) > 0 && Volatile.Read(ref _uncounted)?.TryRemove(id, out _) == true)
        {
            Interlocked.Decrement(ref _uncountedIds);
            Uncount();
        }
    }

    /// <summary>Tells the peer what has come, once that is enough. Behind each message.</summary>
    public void AcknowledgeSome()
    {
        if (_newFrames >= AcknowledgedFrames || _newBytes >= AcknowledgedBytes)
        {
            Acknowledge(MessageClass.Acknowledgement);
        }
    }

    /// <summary>The same if anything has come that the peer does not know of, or if it wants to hear in any case.</summary>
    public void AcknowledgeRest(bool always)
    {
        if (_counts && (always || _newFrames > 0))
        {
            Acknowledge(MessageClass.Control);
        }
    }

    /// <summary>The peer has so many of ours. Any other number than a possible one ends the connection.</summary>
    /// <param name="received">The number; <see langword="null"/> for what is none.</param>
    /// <param name="mayBeOld">Whether it comes with a ping, which an acknowledgement may have overtaken.</param>
    public void OnAcknowledged(long? received, bool mayBeOld)
    {
        if (_isGranted && (received is not { } count || session.Connection?.TryAcknowledge(count, mayBeOld) == false))
        {
            session.BeginClose(
                new RpcDisconnect(RpcDisconnectReason.ProtocolViolation, 4500, "An impossible acknowledgement."), flush: false);
        }
    }

    private void Acknowledge(MessageClass kind)
    {
        _newFrames = _newBytes = 0;
        MessageBuffer message = MessageBuffer.Rent();
        SessionFrames.WriteReceived(message, "ack"u8, _received);
        session.Sender.SendControl(message, kind);
    }

    // Whoever sends is here, perhaps to many: the end is not his to wait for.
    private void OnLost()
    {
        _isLost = true;
        ThreadPool.UnsafeQueueUserWorkItem(
            static session => session.Link.TryEnd(s_lost), session, preferLocal: false);
    }
}
