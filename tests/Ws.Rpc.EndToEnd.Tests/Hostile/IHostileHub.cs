using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Contracts;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

/// <summary>Something to attack: a method of each shape that costs the server something.</summary>
[RpcHub(Callback = typeof(IHostileClient))]
public interface IHostileHub
{
    ValueTask<string> EchoAsync(string text);

    ValueTask<int> AddAsync(int left, int right = 1);

    void Note(int number);

    /// <summary>Waits until it is cancelled.</summary>
    ValueTask WaitAsync(CancellationToken cancellationToken = default);

    [RpcOrdered]
    ValueTask<int> StepAsync(int number, CancellationToken cancellationToken = default);

    [RpcOrdered]
    ValueTask<int> QueueAsync(int number);

    ValueTask FailAsync();

    /// <summary>Asks the caller, and answers what it said.</summary>
    ValueTask<int> AskAsync(string question);

    IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken = default);

    /// <summary>One item, and then nothing until it is cancelled.</summary>
    IAsyncEnumerable<int> StallAsync(CancellationToken cancellationToken = default);

    ValueTask<int> TotalAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken = default);

    ValueTask<int> ZipAsync(IAsyncEnumerable<int> left, IAsyncEnumerable<int> right);

    /// <summary>Reads nothing of it, until it is cancelled.</summary>
    ValueTask KeepAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> DoubleAsync(IAsyncEnumerable<int> numbers);

    ValueTask<int> WalkAsync(int steps, IProgress<int>? progress = null, CancellationToken cancellationToken = default);

    ValueTask<(int, string)> PairAsync((int Number, string Text) pair);

    ValueTask<Rights> RightsAsync(Rights rights);

    ValueTask<Size> SizeAsync(Size size);

    ValueTask<Figure> DrawAsync(Figure figure);

    ValueTask<int> StoreAsync(Dictionary<string, int> values);

    ValueTask<Note> PutAsync(Note note);

    ValueTask<string> ValuesAsync(double real, decimal money, DateTimeOffset moment, byte[] bytes, Guid id, char letter);

    ValueTask<int> RestAsync(params int[] numbers);
}
