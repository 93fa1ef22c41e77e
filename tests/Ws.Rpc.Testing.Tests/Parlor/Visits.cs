using System.Threading.Tasks;

namespace Ws.Rpc.Testing.Tests.Parlor;

/// <summary>What the hub saw of the connection that ended first.</summary>
internal sealed class Visits
{
    public TaskCompletionSource<RpcDisconnect> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
