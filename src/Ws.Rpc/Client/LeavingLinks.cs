using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Client;

/// <summary>
/// Connections whose server has said that it will leave (protocol section 8): what is under way on them goes on until it is
/// done and there is another connection, or until the server's deadline.
/// </summary>
internal sealed class LeavingLinks(TimeProvider time, CancellationToken stopping)
{
    // How often is looked whether something is still under way, and only while a connection leaves.
    private static readonly TimeSpan s_beat = TimeSpan.FromMilliseconds(50);

    private static readonly RpcDisconnect s_left = new(
        RpcDisconnectReason.ServerGoingAway, 1000, "Another connection has taken over.");

    private readonly List<(ClientLink Link, Task Leaving)> _links = [];

    /// <summary>Lets a connection leave. By the client's loop, as are the others.</summary>
    public void Add(ClientLink link, TimeSpan deadline)
    {
        // It is another session that takes over.
        link.Session.Keeper = null;
        _links.RemoveAll(entry => entry.Leaving.IsCompleted);
        _links.Add((link, LeaveAsync(link, deadline)));
    }

    /// <summary>There is another connection now.</summary>
    public void Replaced()
    {
        foreach ((ClientLink link, _) in _links)
        {
            link.IsReplaced = true;
        }
    }

    /// <summary>Waits until all have left.</summary>
    public async Task WhenGoneAsync()
    {
        foreach ((_, Task leaving) in _links)
        {
            await leaving.ConfigureAwait(false);
        }
    }

    private async Task LeaveAsync(ClientLink link, TimeSpan deadline)
    {
        long begun = time.GetTimestamp();
        using (PeriodicTimer beat = new(s_beat, time))
        {
            while (!link.Served.IsCompleted
                && !stopping.IsCancellationRequested
                && time.GetElapsedTime(begun) < deadline
                && !(link.IsReplaced && link.IsIdle))
            {
                await Task.WhenAny(beat.WaitForNextTickAsync(stopping).AsTask(), link.Served).ConfigureAwait(false);
            }
        }

        if (!link.Served.IsCompleted)
        {
            await link.CloseAsync(stopping.IsCancellationRequested ? ClientLife.Closed : s_left).ConfigureAwait(false);
        }

        await link.Served.ConfigureAwait(false);
        await link.DisposeAsync().ConfigureAwait(false);
    }
}
