using System;
using System.Text;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Tests.Wire;

/// <summary>Runs a writer over a rented buffer and gives what it wrote.</summary>
internal static class BufferText
{
    public static string Of(Action<MessageBuffer> write)
    {
        MessageBuffer buffer = MessageBuffer.Rent();
        try
        {
            write(buffer);
            return Encoding.UTF8.GetString(buffer.Span);
        }
        finally
        {
            buffer.Release();
        }
    }
}
