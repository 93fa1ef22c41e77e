using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Client;

/// <summary>
/// Connections whose server has said that it will leave (protocol section 8): what is under way on them goes on until it is done and
/// there is another connection, or until the server's deadline.
/// </summary>
internal sealed class LeavingLinks(TimeProvider time, CancellationToken stopping)
{
    // How often is looked whether something is still under way, and only while a connection leaves.
    private static readonly TimeSpan s_beat = TimeSpan.FromMilliseconds(50);

    private readonly List<(ClientLink Link, Task Leaving)> _links = [];

    /// <summary>Lets a connection leave. By the client's loop, as are the others.</summary>
    public void Add(ClientLink link, TimeSpan deadline)
    {
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
            var cause = new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1000, "Another connection has taken over.");
            await link.CloseAsync(cause).ConfigureAwait(false);
        }

        RpcDisconnect end = await link.Served.ConfigureAwait(false);
        await link.EndAsync(end, isWanted: stopping.IsCancellationRequested).ConfigureAwait(false);
    }
}
