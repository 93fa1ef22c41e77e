using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>The arguments of <c>$/enumerator/next</c>.</summary>
internal readonly struct TokenArguments(RequestId token) : IRpcArguments
{
    public static readonly RpcMethod Next = new("$/enumerator/next", ["token"]) { SendsByName = true };

    public void Write(RpcWriter writer)
    {
        writer.Raw("\"token\":"u8);
        token.WriteTo((MessageBuffer)writer.Output);
    }
}
