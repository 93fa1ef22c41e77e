using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Tests.Twin;

[RpcHub(Callback = typeof(ITwinCallback))]
public interface ITwinHub
{
    ValueTask<int> AddAsync(int left, int right);

    [RpcMethod(Idempotent = true)]
    Task<string> EchoAsync(string text, CancellationToken cancellationToken = default);

    ValueTask<string?> FindAsync(string? key = null);

    Task SaveAsync(TwinNote note);

    ValueTask<TwinNote?> LoadAsync(int id, int? revision = null, TwinMode mode = TwinMode.Careful);

    ValueTask DelayAsync(int milliseconds, CancellationToken cancellationToken);

    ValueTask<int> SumAsync(params int[] numbers);

    ValueTask<string> JoinAsync(string separator = ", ", params TwinNote[] notes);

    void Poke(string text);

    ValueTask PingAsync();

    ValueTask FailAsync(int code, string message = "it \"failed\"");

    Task<int> ImportAsync(string file, IProgress<TwinNote>? notes = null, CancellationToken cancellationToken = default);

    ValueTask CountAsync(IProgress<int> left, IProgress<int> right);

    [RpcMethod("get_data")]
    Task<object[]> GetDataAsync();

    IAsyncEnumerable<int> ListAsync(int count, CancellationToken cancellationToken = default);

    ValueTask<int> TotalAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken = default);

    IAsyncEnumerable<TwinNote> MergeAsync(IAsyncEnumerable<TwinNote> left, IAsyncEnumerable<TwinNote>? right = null);
}
