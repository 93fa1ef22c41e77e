using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.JavaScript.Tests.Hosting;

/// <summary>What the JavaScript client calls.</summary>
[RpcHub(Callback = typeof(ITestClient))]
public interface ITestHub
{
    ValueTask<int> AddAsync(int a, int b = 1);

    ValueTask<JsonElement?> EchoAsync(JsonElement? value);

    ValueTask<string> WhoAmIAsync();

    ValueTask FailAsync(int code, string message, string? field = null);

    ValueTask BreakAsync();

    ValueTask<int> HoldAsync(string name, CancellationToken cancellationToken = default);

    ValueTask<string[]> JournalAsync();

    void Note(string text);

    void Leave(int code, string reason);

    ValueTask<int> ImportAsync(int steps, IProgress<int>? progress = null);

    ValueTask<bool> AskAsync(string question);

    ValueTask<string> AskAndGiveUpAsync(string question);

    ValueTask<int> DescendAsync(int depth);

    ValueTask AnnounceAsync(string text);

    ValueTask JoinAsync(string room);

    ValueTask TellRoomAsync(string room, int count);

    IAsyncEnumerable<int> CountAsync(int to, CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> TickAsync(string name, CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> ResumableAsync(int to);

    IAsyncEnumerable<int> BreakAfterAsync(int items);

    ValueTask<long> SumAsync(IAsyncEnumerable<int> numbers);

    ValueTask<int> FirstAsync(IAsyncEnumerable<int> numbers);

    ValueTask<int[]> ReadClientAsync(int to, int take);

    ValueTask<long> SumAtClientAsync(int to);

    ValueTask<int[]> ProgressOfClientAsync(int steps);
}
