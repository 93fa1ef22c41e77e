using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.Tests.Streams;

/// <summary>A source that fails before there is anything to enumerate.</summary>
internal sealed class Refusing : IAsyncEnumerable<int>
{
    public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        throw new RpcException(17, "not today");
}
