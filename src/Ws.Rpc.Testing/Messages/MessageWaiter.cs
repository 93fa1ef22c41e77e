using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;

namespace Ws.Rpc.Testing.Messages;

/// <summary>Someone who waits for a message.</summary>
internal sealed class MessageWaiter(Func<ReceivedMessage, bool> matches)
    : TaskCompletionSource<ReceivedMessage>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    [SuppressMessage("Design", "CA1031", Justification = "What the predicate throws is for who waits, not for the connection.")]
    public void Offer(ReceivedMessage message)
    {
        try
        {
            if (!Task.IsCompleted && matches(message))
            {
                TrySetResult(message);
            }
        }
        catch (Exception exception)
        {
            TrySetException(exception);
        }
    }
}
