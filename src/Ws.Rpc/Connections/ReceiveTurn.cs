using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Connections;

/// <summary>
/// Whether a receive loop waits for the network, for whoever wants to go on without it: from then on it touches nothing more, be
/// it that its receive ends much later. Thread-safe.
/// </summary>
internal sealed class ReceiveTurn
{
    private const int Works = 0;
    private const int Waits = 1;
    private const int IsLeft = 2;

    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Works;
    private int _isToBeLeft;

    /// <summary>Completes when the loop is left behind.</summary>
    public Task Left => _left.Task;

    /// <summary>For the loop: it is about to wait, and has done all that it does before.</summary>
    public void Wait()
    {
        // Before it looks whether it is to be left, as Leave does it the other way round: one of the two sees the other.
        Interlocked.Exchange(ref _state, Waits);
        LeaveIfWanted();
    }

    /// <summary>For the loop: it has waited. <see langword="false"/>: it is left behind, and has to end at once.</summary>
    public bool TryGoOn() => Interlocked.CompareExchange(ref _state, Works, Waits) == Waits;

    /// <summary>Leaves the loop behind, as soon as it waits.</summary>
    public void Leave()
    {
        Interlocked.Exchange(ref _isToBeLeft, 1);
        LeaveIfWanted();
    }

    private void LeaveIfWanted()
    {
        if (Volatile.Read(ref _isToBeLeft) != 0 && Interlocked.CompareExchange(ref _state, IsLeft, Waits) == Waits)
        {
            _left.SetResult();
        }
    }
}
