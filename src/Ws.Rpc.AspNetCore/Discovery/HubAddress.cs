using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>Says where a hub is, as seen by who asks; never with the query, which may bear a token.</summary>
internal static class HubAddress
{
    /// <summary>The name of the document below the path of its hub.</summary>
    public const string DocumentName = "openrpc.json";

    /// <summary>The address that a handshake has used.</summary>
    public static string? Of(RpcHandshakeRequest handshake) => Of(handshake.Scheme, handshake.Host, handshake.Path);

    /// <summary>The address of the hub whose document is asked for.</summary>
    public static string? Of(HttpRequest document)
    {
        string path = (document.PathBase + document.Path).Value!.TrimEnd('/');
        return Of(document.Scheme, document.Host, path[..path.LastIndexOf('/')]);
    }

    private static string? Of(string scheme, HostString host, PathString path) => host.HasValue
        ? UriHelper.BuildAbsolute(HttpsName == scheme ? "wss" : "ws", host, path)
        : null;

    private const string HttpsName = "https";
}
