using System;

namespace Ws.Rpc.EndToEnd.Tests.Hosting;

/// <summary>Makes the clients of all tests over real sockets, with the framing that the project is compiled for.</summary>
internal static class FramedClient
{
#if FRAMEWORK_FRAMING
    private const bool UseFrameworkFraming = true;
#else
    private const bool UseFrameworkFraming = false;
#endif

    public static RpcClient Create(Uri uri, RpcClientOptions? options = null) =>
        new(uri, (options ?? new RpcClientOptions()) with { UseFrameworkFraming = UseFrameworkFraming });
}
