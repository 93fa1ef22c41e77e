namespace Ws.Rpc.Tool.Model;

/// <summary>How a method is called.</summary>
internal enum MethodKind
{
    Call,
    Idempotent,
    Notification,
    Stream,
}
