using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;

namespace Ws.Rpc.Sessions;

/// <summary>The fixed words of protocol sections 2 and 8.</summary>
internal static class SessionProtocol
{
    public const int Version = 1;

    /// <summary>The WebSocket sub-protocol by which a peer says that it knows sessions.</summary>
    public const string SubProtocol = "ws-rpc.v1+json";

    public const string Agent = "Ws.Rpc/" + ThisVersion;

    public static readonly RpcMethod Open = new("$/session/open", ["versions", "agent", "heartbeat", "resume", "calls"])
    {
        SendsByName = true,
    };

    public static readonly RpcMethod Auth = new("$/session/auth", ["token"]) { SendsByName = true };

    /// <summary>Whether a request of ours counts (protocol section 9).</summary>
    public static MessageClass ClassOf(RpcMethod method)
    {
        if (ReferenceEquals(method, Open))
        {
            return MessageClass.Opening;
        }

        return ReferenceEquals(method, Auth) ? MessageClass.Control : MessageClass.Required;
    }

    private const string ThisVersion = "0.1";
}
