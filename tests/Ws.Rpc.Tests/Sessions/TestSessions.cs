using Microsoft.Extensions.Logging.Abstractions;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;
using Ws.Rpc.Tests.Twin;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>Sessions that serve or call the twin.</summary>
internal static class TestSessions
{
    public static SessionOptions Options { get; } = new() { Json = RpcJson.Create(null), Logger = NullLogger.Instance };

    public static ObjectTarget Target(ITwinHub hub) => Target<ITwinHub>(hub);

    public static ObjectTarget Target(ITwinCallback callback) => Target<ITwinCallback>(callback);

    public static ITwinHub HubOf(RpcSession session) => RpcRegistry.Get<ITwinHub>().CreateProxy(session);

    public static ITwinCallback CallbackOf(RpcSession session) => RpcRegistry.Get<ITwinCallback>().CreateProxy(session);

    private static ObjectTarget Target<TContract>(TContract target)
        where TContract : class
    {
        RpcContract contract = RpcRegistry.Get<TContract>();
        return new ObjectTarget(contract, contract.CreateDispatcher(Options.Json), target);
    }
}
