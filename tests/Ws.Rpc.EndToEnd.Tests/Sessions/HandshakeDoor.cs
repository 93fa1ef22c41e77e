using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

/// <summary>Lets everybody in, but not before the test says so.</summary>
internal sealed class HandshakeDoor : IRpcHandshakeFilter
{
    private readonly TaskCompletionSource _knocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody wants to come in.</summary>
    public Task Knocked => _knocked.Task;

    public void Open() => _open.SetResult();

    public async ValueTask<RpcHandshakeResult> OnHandshakeAsync(RpcHandshake handshake, CancellationToken cancellationToken)
    {
        _knocked.TrySetResult();
        await _open.Task.WaitAsync(cancellationToken);
        return RpcHandshakeResult.Accept;
    }
}
