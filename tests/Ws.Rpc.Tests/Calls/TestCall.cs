using Ws.Rpc.Calls;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Tests.Calls;

/// <summary>Calls that no session made.</summary>
internal static class TestCall
{
    public static RpcMethod Method { get; } = new("test", []);

    public static PendingCall<int> New() => PendingCall<int>.Rent(Method, RpcCodecs.Int32);
}
