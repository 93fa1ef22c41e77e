using System;
using System.Threading;

namespace Ws.Rpc.Interop.Tests.Hosting;

/// <summary>A cancellation that a test sets off from outside the hub.</summary>
public sealed class GivingUp : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    public void Now() => _source.Cancel();

    public void Dispose() => _source.Dispose();
}
