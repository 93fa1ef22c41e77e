using System;

namespace Ws.Rpc.CompilerServices;

internal sealed class RpcNoProgress<T> : IProgress<T>
{
    private RpcNoProgress()
    {
    }

    public static RpcNoProgress<T> Instance { get; } = new();

    public void Report(T value)
    {
    }
}
