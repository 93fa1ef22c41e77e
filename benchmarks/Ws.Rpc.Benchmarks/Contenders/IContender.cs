using System;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>One connection of one framework.</summary>
internal interface IContender : IAsyncDisposable
{
    ValueTask ConnectAsync(ServerAddress server);

    ValueTask AddAsync();

    ValueTask OrderAsync();

    ValueTask TextAsync(string text);

    ValueTask StreamAsync(int items);
}
