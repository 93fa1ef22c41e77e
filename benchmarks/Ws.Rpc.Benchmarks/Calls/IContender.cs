using System;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>One connection of one framework.</summary>
internal interface IContender : IAsyncDisposable
{
    ValueTask ConnectAsync(Uri server);

    ValueTask AddAsync();

    ValueTask OrderAsync();

    ValueTask TextAsync(string text);

    ValueTask StreamAsync(int items);
}
