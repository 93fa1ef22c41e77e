using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>
/// What this client says of itself: version 1, that it answers requests, and with which session it would go on. It does not ask
/// for a heartbeat, having its own.
/// </summary>
/// <param name="WantsResume">Whether it could go on with the session over another connection.</param>
/// <param name="Resume">The session that it wants to go on with; none: a new one.</param>
internal readonly record struct SessionOpenArguments(bool WantsResume, ResumeRequest? Resume) : IRpcArguments
{
    public void Write(RpcWriter writer)
    {
        writer.Raw("""
            "versions":[1],"agent":
            """u8);
        RpcCodecs.String.Write(writer, SessionProtocol.Agent);
        writer.Raw(""","heartbeat":null,"resume":"""u8);
        if (Resume is { } resume)
        {
            writer.Raw("""{"token":"""u8);
            RpcCodecs.String.Write(writer, resume.Token);
            writer.Raw(""","received":"""u8);
            RpcCodecs.Int64.Write(writer, resume.Received);
            writer.Raw("}"u8);
        }
        else
        {
            RpcCodecs.Boolean.Write(writer, WantsResume);
        }

        writer.Raw(""","calls":true"""u8);
    }
}
