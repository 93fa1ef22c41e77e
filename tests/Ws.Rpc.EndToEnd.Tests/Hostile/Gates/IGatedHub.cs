using System;
using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>Something behind every gate that there is: filters, authorization, rate limits, validation, rooms.</summary>
[RpcHub(Callback = typeof(IHostileClient))]
public interface IGatedHub
{
    ValueTask<string> EchoAsync(string text);

    void Note(string text);

    /// <summary>For those who are signed in.</summary>
    ValueTask<string> SecretAsync(string text = "");

    /// <summary>For administrators.</summary>
    ValueTask<int> RuleAsync(int level = 1);

    /// <summary>The same as a notification.</summary>
    void Decree(int level);

    /// <summary>The same as a stream.</summary>
    IAsyncEnumerable<int> LeakAsync(int level = 1);

    /// <summary>Twice for each connection.</summary>
    ValueTask<int> RareAsync(int number = 1);

    IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken = default);

    ValueTask<int> WalkAsync(int steps, IProgress<int>? progress = null);

    ValueTask JoinAsync(string room);

    ValueTask LeaveAsync(string room);

    ValueTask<int> CrowdAsync(string room);

    /// <summary>Waits until its caller is gone, and only then joins.</summary>
    ValueTask JoinLateAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Asks the caller, who has little time.</summary>
    ValueTask<int> AskAsync(string question);

    ValueTask<int> ShipAsync(Parcel parcel, [Range(1, 10)] int copies = 1);

    void Drop(Parcel parcel);

    [RpcOrdered]
    ValueTask<int> ShipInOrderAsync(params Parcel[] parcels);
}
