using System;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

internal sealed class OrderClient : IOrderClient
{
    public Func<int, ValueTask<int>> Nest { get; set; } = static _ => new(0);

    public ValueTask<int> NestAsync(int depth) => Nest(depth);

    public ValueTask ToldAsync(int number) => default;
}
