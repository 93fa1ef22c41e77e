using System;

namespace Ws.Rpc.Wire;

/// <summary>The <c>error</c> of a response.</summary>
internal readonly ref struct ErrorPayload(int code, string message, ReadOnlySpan<byte> data)
{
    /// <summary>The code, −32603 where the peer gave none that can be read.</summary>
    public int Code { get; } = code;

    public string Message { get; } = message;

    /// <summary>The raw JSON, empty where absent or <c>null</c>.</summary>
    public ReadOnlySpan<byte> Data { get; } = data;
}
