namespace Ws.Rpc.Wire;

/// <summary>Names and texts of the protocol's own error codes (protocol section 10).</summary>
internal static class StandardError
{
    public static (string Type, string Message) Describe(int code) => code switch
    {
        RpcErrorCode.ParseError => ("ParseError", "Parse error"),
        RpcErrorCode.InvalidRequest => ("InvalidRequest", "Invalid Request"),
        RpcErrorCode.MethodNotFound => ("MethodNotFound", "Method not found"),
        RpcErrorCode.InvalidParams => ("InvalidParams", "Invalid params"),
        RpcErrorCode.InternalError => ("InternalError", "Internal error"),
        RpcErrorCode.ApplicationError => ("ApplicationError", "Application error"),
        RpcErrorCode.NoSuchStream => ("NoSuchStream", "No such stream"),
        RpcErrorCode.ResponseNotSerializable => ("ResponseNotSerializable", "Response not serializable"),
        RpcErrorCode.ResponseTooLarge => ("ResponseTooLarge", "Response too large"),
        RpcErrorCode.BatchTooLarge => ("BatchTooLarge", "Batch too large"),
        RpcErrorCode.RateLimited => ("RateLimited", "Rate limited"),
        RpcErrorCode.Unauthenticated => ("Unauthenticated", "Unauthenticated"),
        RpcErrorCode.Forbidden => ("Forbidden", "Forbidden"),
        RpcErrorCode.Timeout => ("Timeout", "Timeout"),
        RpcErrorCode.Unavailable => ("Unavailable", "Unavailable"),
        RpcErrorCode.UnsupportedVersion => ("UnsupportedVersion", "Unsupported version"),
        RpcErrorCode.RequestCancelled => ("RequestCancelled", "Request cancelled"),
        RpcErrorCode.ServerCancelled => ("ServerCancelled", "Server cancelled"),
        _ => ("Error", "Error"),
    };
}
