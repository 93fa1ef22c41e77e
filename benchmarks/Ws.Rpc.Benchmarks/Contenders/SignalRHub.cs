using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Microsoft.AspNetCore.SignalR;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>A typed SignalR hub; the calls measured go to it, none comes from it.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "SignalR calls instance methods.")]
internal sealed class SignalRHub : Hub<ISignalRClient>
{
    public int Add(int left, int right) => left + right;

    public Order Order(Order order) => order;

    public string Text(string text) => text;

    public IAsyncEnumerable<int> Stream(int items) => Enumerable.Range(0, items).ToAsyncEnumerable();
}
