using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>
/// What this client says of itself: version 1, and that it answers requests. Neither heartbeat nor resume is asked for.
/// </summary>
internal readonly struct SessionOpenArguments : IRpcArguments
{
    public void Write(RpcWriter writer)
    {
        writer.Raw("""
            "versions":[1],"agent":
            """u8);
        RpcCodecs.String.Write(writer, SessionProtocol.Agent);
        writer.Raw(""","heartbeat":null,"calls":true"""u8);
    }
}
