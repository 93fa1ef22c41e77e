using System.Threading.Tasks;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>A call that waits for a session; its continuation runs where the session is handed to it.</summary>
internal sealed class SessionWaiter() : TaskCompletionSource<RpcSession>(TaskCreationOptions.None);
