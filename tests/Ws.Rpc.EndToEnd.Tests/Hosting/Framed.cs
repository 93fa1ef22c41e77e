using System;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Hosting;

/// <summary>Makes the clients and servers of all tests over real sockets use the framing that the project is compiled for.</summary>
internal static class Framed
{
#if FRAMEWORK_FRAMING
    public const bool IsFrameworks = true;
#else
    public const bool IsFrameworks = false;
#endif

    public static RpcClient Client(Uri uri, RpcClientOptions? options = null) =>
        new(uri, (options ?? new RpcClientOptions()) with { UseFrameworkFraming = IsFrameworks });

    /// <summary>To be passed to <c>AddWsRpc</c>.</summary>
    public static void Server(RpcHubOptions options) => options.UseFrameworkFraming = IsFrameworks;
}
