using Ws.Rpc.Connections;

namespace Ws.Rpc.Tests.Client;

/// <summary>Does nothing with what comes.</summary>
internal sealed class SilentOwner : IConnectionOwner
{
    public bool WillFlush => false;

    public void OnMessage(RpcConnection connection, System.ReadOnlySpan<byte> message)
    {
    }

    public void OnPause(RpcConnection connection)
    {
    }

    public void OnWaiting(RpcConnection connection)
    {
    }

    public bool Keeps(RpcDisconnect disconnect) => false;

    public void OnOver(RpcConnection connection, RpcDisconnect disconnect, bool isKept)
    {
    }
}
