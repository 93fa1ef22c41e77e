using System;
using System.Threading;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Calls;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>What streams need of the one connection that they live on. Thread-safe.</summary>
internal interface IStreamLink
{
    ILogger Logger { get; }

    TimeProvider Time { get; }

    /// <summary>The longest message that can be sent at all.</summary>
    int MaxFrameBytes { get; }

    /// <summary>How many items the peer may send ahead of their consumer.</summary>
    int Credit { get; }

    /// <summary>To how many that may grow for a consumer who is quicker than the round trip.</summary>
    int MaxCredit { get; }

    /// <summary>How much all streams of the connection may keep for their consumers.</summary>
    StreamBudget Budget { get; }

    /// <summary>Sends a message, which is dropped where the connection is over. Takes over the reference.</summary>
    void Send(MessageBuffer message);

    /// <summary>Sends items, unless so much waits already that <paramref name="waiter"/> should.</summary>
    /// <returns>Unless this is <see cref="OutboxResult.Accepted"/>, the message is still the caller's.</returns>
    OutboxResult Send(MessageBuffer message, IRoomWaiter waiter);

    /// <summary>Asks for more items of a stream that the peer does not push.</summary>
    void Ask(StreamAnswer answer, RequestId token);

    /// <summary>Gives up a request, and tells the peer so unless it has been answered.</summary>
    /// <returns>Whether it was still awaited.</returns>
    bool Abandon(StreamAnswer answer);

    /// <summary>Lets somebody go on, not on this thread's stack.</summary>
    void Resume(ReadyItem item);

    /// <summary>Cancels what may run the user's code, not on this thread's stack.</summary>
    void Cancel(CancellationTokenSource source);

    /// <summary>Lets the peer cancel a request of its.</summary>
    void Enlist(RequestId id, CancellationTokenSource source);

    /// <summary>Ends that.</summary>
    void Delist(RequestId id, CancellationTokenSource source);

    /// <summary>Turns what a source threw into the answer to a request.</summary>
    void AnswerFailure(Exception exception, RequestId id, RpcMethod method, bool cancelled);

    /// <summary>Turns what a source threw into the <c>error</c> of a frame.</summary>
    void WriteFailure(MessageBuffer message, Exception exception, RpcMethod method);
}
