using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>
/// A filter of the application's, which repeats what the client says, fails or takes its time, as the query wants it.
/// </summary>
internal sealed class HandshakeScript(TimeProvider time) : IRpcHandshakeFilter
{
    public async ValueTask<RpcHandshakeResult> OnHandshakeAsync(RpcHandshake handshake, CancellationToken cancellationToken)
    {
        switch (handshake.Request.Query["do"].ToString())
        {
            case "refuse":
                return RpcHandshakeResult.Reject(403, handshake.Request.Query["say"].ToString());
            case "fail":
                throw new InvalidOperationException("a secret of the server");
            case "wait":
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
                break;
        }

        return RpcHandshakeResult.Accept;
    }
}
