using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Somebody to ask; without a session it has gone.</summary>
internal readonly record struct AskedMember(string ConnectionId, RpcSession? Session);
