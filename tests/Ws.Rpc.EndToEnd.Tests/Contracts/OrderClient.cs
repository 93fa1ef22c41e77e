using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

internal sealed class OrderClient : IOrderClient
{
    public Func<int, ValueTask<int>> Nest { get; set; } = static _ => new(0);

    public Func<int, IAsyncEnumerable<int>>? Count { get; set; }

    public IAsyncEnumerable<int> CountAsync(int count) => Count!(count);

    public ValueTask<int> NestAsync(int depth) => Nest(depth);

    public ValueTask ToldAsync(int number) => default;
}
