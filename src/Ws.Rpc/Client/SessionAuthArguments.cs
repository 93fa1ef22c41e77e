using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Client;

/// <summary>The fresh credentials that a client hands in (protocol section 8).</summary>
/// <param name="Token">The access token.</param>
internal readonly record struct SessionAuthArguments(string Token) : IRpcArguments
{
    public void Write(RpcWriter writer)
    {
        writer.Raw("\"token\":"u8);
        RpcCodecs.String.Write(writer, Token);
    }
}
