using System;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Where calls of methods that do not exist land, for sides that guard them as they guard the others: a request is answered
/// −32601, a notification not at all.
/// </summary>
internal sealed class UnknownTarget : CallTarget
{
    /// <summary>The text of a method that is unknown, and of one that pretends to be.</summary>
    public const int Code = RpcErrorCode.MethodNotFound;

    // Logs never bear the name: it is the peer's text.
    private static readonly RpcMethod s_method = new("(unknown)", []);

    public UnknownTarget(CallGuard guard)
        : base(new RpcContract<UnknownTarget>(null, [s_method], null, null), new Nobody(), [guard])
    {
    }

    public static RpcException NotFound() => new(Code, StandardError.Describe(Code).Message);

    public override ValueTask InvokeAsync(int method, ref RpcArgumentReader arguments, IncomingCall call) =>
        call.IsWanted ? throw NotFound() : default;

    private sealed class Nobody : RpcDispatcher
    {
        public override int Find(ReadOnlySpan<byte> name) => -1;

        public override ValueTask InvokeAsync(
            int method, object target, ref RpcArgumentReader arguments, RpcIncomingCall incoming) => throw NotFound();
    }
}
