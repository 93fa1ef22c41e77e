using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>Writes shared messages to a transport.</summary>
internal static class MessageWriting
{
    /// <summary>Frames the message into the transport's buffer, and lets go of it when that has happened or failed.</summary>
    public static ValueTask WriteAndReleaseAsync(this IMessageTransport transport, MessageBuffer message)
    {
        ValueTask writing;
        try
        {
            writing = transport.WriteAsync(message.Memory);
        }
        catch
        {
            message.Release();
            throw;
        }

        if (!writing.IsCompletedSuccessfully)
        {
            return AwaitAsync(writing, message);
        }

        message.Release();
        return writing;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask AwaitAsync(ValueTask writing, MessageBuffer message)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        finally
        {
            message.Release();
        }
    }
}
