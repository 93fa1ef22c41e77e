using System;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>Knows one method, <c>rpc.discover</c>, which takes no arguments.</summary>
/// <param name="answer">Gives the document to a caller.</param>
internal sealed class DiscoveryDispatcher(Func<RpcHubContext, byte[]> answer) : RpcDispatcher
{
    public static readonly RpcMethod Method = new("rpc.discover", []) { IsIdempotent = true };

    public override int Find(ReadOnlySpan<byte> name) => name.SequenceEqual("rpc.discover"u8) ? 0 : -1;

    public override ValueTask InvokeAsync(
        int method, object target, ref RpcArgumentReader arguments, RpcIncomingCall incoming)
    {
        arguments.MoveNext(Method);
        arguments.End(Method, 0);
        return incoming.CompleteAsync(new ValueTask<byte[]>(answer((RpcHubContext)target)), DocumentCodec.Instance);
    }
}
