namespace Ws.Rpc;

/// <summary>
/// The error codes that this library sends and understands (protocol section 10). Codes outside −32768…−32000 belong to the
/// application; positive ones are recommended.
/// </summary>
public static class RpcErrorCode
{
    /// <summary>The message is not JSON (JSON-RPC 2.0, section 5.1).</summary>
    public const int ParseError = -32700;

    /// <summary>The message is JSON but breaks the envelope's rules (JSON-RPC 2.0, section 5.1).</summary>
    public const int InvalidRequest = -32600;

    /// <summary>No such method (JSON-RPC 2.0, section 5.1).</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The arguments do not fit the method (JSON-RPC 2.0, section 5.1).</summary>
    public const int InvalidParams = -32602;

    /// <summary>The handler threw something that is not an <see cref="RpcException"/> (JSON-RPC 2.0, section 5.1).</summary>
    public const int InternalError = -32603;

    /// <summary>The handler threw an <see cref="RpcException"/> without a code of its own.</summary>
    public const int ApplicationError = -32000;

    /// <summary>The enumerator token of a stream is unknown or has expired.</summary>
    public const int NoSuchStream = -32001;

    /// <summary>The method ran, but its result could not be serialized.</summary>
    public const int ResponseNotSerializable = -32003;

    /// <summary>The method ran, but its result exceeds the size limit.</summary>
    public const int ResponseTooLarge = -32008;

    /// <summary>A batch has more entries than the receiver allows.</summary>
    public const int BatchTooLarge = -32010;

    /// <summary>Too many calls; <c>data.retryAfter</c> says when to try again, in milliseconds.</summary>
    public const int RateLimited = -32029;

    /// <summary>The credentials have expired.</summary>
    public const int Unauthenticated = -32041;

    /// <summary>The caller may not call this method.</summary>
    public const int Forbidden = -32043;

    /// <summary>No answer came within the call's timeout.</summary>
    public const int Timeout = -32048;

    /// <summary>Too many calls are pending, or the peer is leaving.</summary>
    public const int Unavailable = -32053;

    /// <summary>None of the offered protocol versions is served.</summary>
    public const int UnsupportedVersion = -32057;

    /// <summary>The caller cancelled the call (Language Server Protocol 3.17).</summary>
    public const int RequestCancelled = -32800;

    /// <summary>The receiver cancelled the call, for example because it shuts down (Language Server Protocol 3.17).</summary>
    public const int ServerCancelled = -32802;
}
