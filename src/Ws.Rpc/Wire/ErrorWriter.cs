using System;

namespace Ws.Rpc.Wire;

/// <summary>Writes error responses (protocol section 10).</summary>
internal static class ErrorWriter
{
    /// <summary>Writes an error with its own text and data.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <param name="id">The request's id; none is written as <c>null</c>.</param>
    /// <param name="code">The code.</param>
    /// <param name="message">The text.</param>
    /// <param name="dataJson">The data as JSON, or empty for none.</param>
    public static void Write(MessageBuffer buffer, RequestId id, int code, string message, ReadOnlySpan<byte> dataJson)
    {
        WriteHead(buffer, id, code, message);
        if (!dataJson.IsEmpty)
        {
            buffer.Write(""","data":"""u8);
            buffer.Write(dataJson);
        }

        buffer.Write("}}"u8);
    }

    /// <summary>Writes an error of the protocol's own, with the fixed text of its code.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <param name="id">The request's id; none is written as <c>null</c>.</param>
    /// <param name="code">A code of <see cref="RpcErrorCode"/>.</param>
    /// <param name="detail">What exactly is wrong; may hold text of the peer.</param>
    /// <param name="traceId">Where the log has more.</param>
    public static void WriteStandard(MessageBuffer buffer, RequestId id, int code, string? detail, string? traceId = null)
    {
        (string type, string message) = StandardError.Describe(code);
        WriteHead(buffer, id, code, message);
        if (detail is not null || traceId is not null)
        {
            WriteData(buffer, type, detail, traceId);
        }

        buffer.Write("}}"u8);
    }

    /// <summary>Writes −32029 and, where it is known, when to try again, in milliseconds.</summary>
    public static void WriteRateLimited(MessageBuffer buffer, RequestId id, TimeSpan? retryAfter)
    {
        (string type, string message) = StandardError.Describe(RpcErrorCode.RateLimited);
        WriteHead(buffer, id, RpcErrorCode.RateLimited, message);
        buffer.Write(""","data":{"type":"""u8);
        JsonText.Write(buffer, type);
        if (retryAfter is { } wait)
        {
            // Up, or who obeys comes too early.
            buffer.Write(""","retryAfter":"""u8);
            new RequestId((long)Math.Ceiling(wait.TotalMilliseconds)).WriteTo(buffer);
        }

        buffer.Write("}}}"u8);
    }

    private static void WriteHead(MessageBuffer buffer, RequestId id, int code, string message)
    {
        buffer.Write("""{"jsonrpc":"2.0","id":"""u8);
        id.WriteTo(buffer);
        buffer.Write(""","error":{"code":"""u8);
        new RequestId(code).WriteTo(buffer);
        buffer.Write(""","message":"""u8);
        JsonText.Write(buffer, message);
    }

    private static void WriteData(MessageBuffer buffer, string type, string? detail, string? traceId)
    {
        buffer.Write(""","data":{"type":"""u8);
        JsonText.Write(buffer, type);
        if (detail is not null)
        {
            buffer.Write(""","message":"""u8);
            JsonText.Write(buffer, detail);
        }

        if (traceId is not null)
        {
            buffer.Write(""","traceId":"""u8);
            JsonText.Write(buffer, traceId);
        }

        buffer.Write((byte)'}');
    }
}
