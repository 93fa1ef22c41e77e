using System;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Probe;

/// <summary>One method for everything that a test wants to see from outside.</summary>
[RpcHub(Callback = typeof(IProbeClient))]
public interface IProbeHub
{
    ValueTask<string> EchoAsync(string text);

    ValueTask<int> AddAsync(int left, int right);

    /// <summary>Waits until it is cancelled, and says so to <see cref="ProbeState"/>.</summary>
    ValueTask WaitAsync(CancellationToken cancellationToken = default);

    /// <summary>Holds the thread that runs it until the test lets it go.</summary>
    ValueTask BlockAsync();

    /// <summary>Notes its number as soon as it starts, and completes when the test lets it.</summary>
    ValueTask StartAsync(int number);

    void Note(int number);

    ValueTask ThrowAsync(string how);

    /// <summary>Calls the caller's method of the same name, which calls this one, until nothing is left.</summary>
    ValueTask<int> NestAsync(int depth);

    ValueTask<bool> AskCallerAsync(string question, CancellationToken cancellationToken = default);

    ValueTask<bool> AskClientAsync(string connectionId, string question);

    ValueTask<bool> AskAllAsync(string question);

    ValueTask TellCallerAsync(string text);

    ValueTask TellOthersAsync(string text);

    ValueTask TellAllAsync(string text);

    ValueTask TellAllExceptAsync(string[] connectionIds, string text);

    ValueTask TellClientAsync(string connectionId, string text);

    ValueTask TellClientsAsync(string[] connectionIds, string text);

    /// <summary>Reports each step, and the result is their number. Below none it waits until the test lets it go.</summary>
    ValueTask<int> WalkAsync(int steps, IProgress<int>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Lets the caller walk, and says what it reported.</summary>
    ValueTask<string> SendCallerAsync(int steps);

    ValueTask LeaveAsync(int code, string reason);
}
