using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Contracts;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

internal sealed class HostileHub(HostileState state, TimeProvider time) : RpcHub<IHostileClient>, IHostileHub
{
    public ValueTask<string> EchoAsync(string text) => new(text);

    public ValueTask<int> AddAsync(int left, int right) => new(left + right);

    public void Note(int number)
    {
    }

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        using IDisposable handler = state.Begin();
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
    }

    public async ValueTask<int> StepAsync(int number, CancellationToken cancellationToken)
    {
        using IDisposable handler = state.Begin();
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        return number;
    }

    public ValueTask<int> QueueAsync(int number) => new(number);

    public ValueTask FailAsync() => throw new InvalidOperationException("a secret of the server");

    public async ValueTask<int> AskAsync(string question)
    {
        using IDisposable handler = state.Begin();
        return await Clients.Caller.ConfirmAsync(question);
    }

    public async IAsyncEnumerable<int> CountAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IDisposable handler = state.Begin();
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return i;
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<int> StallAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IDisposable handler = state.Begin();
        yield return 0;
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
    }

    public async ValueTask<int> TotalAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        using IDisposable handler = state.Begin();
        int total = 0;
        await foreach (int number in numbers.WithCancellation(cancellationToken))
        {
            total += number;
        }

        return total;
    }

    public async ValueTask<int> ZipAsync(IAsyncEnumerable<int> left, IAsyncEnumerable<int> right) =>
        await TotalAsync(left, default) * await TotalAsync(right, default);

    public async ValueTask KeepAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken) =>
        await WaitAsync(cancellationToken);

    public async IAsyncEnumerable<int> DoubleAsync(IAsyncEnumerable<int> numbers)
    {
        using IDisposable handler = state.Begin();
        await foreach (int number in numbers)
        {
            yield return number * 2;
        }
    }

    public async ValueTask<int> WalkAsync(int steps, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        using IDisposable handler = state.Begin();
        for (int i = 0; i < steps; i++)
        {
            progress?.Report(i);
        }

        await Task.Delay(steps < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, time, cancellationToken);
        return steps;
    }

    public ValueTask<(int, string)> PairAsync((int Number, string Text) pair) => new(pair);

    public ValueTask<Rights> RightsAsync(Rights rights) => new(rights);

    public ValueTask<Size> SizeAsync(Size size) => new(size);

    public ValueTask<Figure> DrawAsync(Figure figure) => new(figure);

    public ValueTask<int> StoreAsync(Dictionary<string, int> values) => new(values.Count);

    public ValueTask<Note> PutAsync(Note note) => new(note);

    public ValueTask<string> ValuesAsync(double real, decimal money, DateTimeOffset moment, byte[] bytes, Guid id, char letter) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{real} {money} {moment:s} {bytes.Length} {id} {letter}"));

    public ValueTask<int> RestAsync(params int[] numbers) => new(numbers.Length);

    public override ValueTask OnConnectedAsync()
    {
        state.Connect();
        return default;
    }

    public override ValueTask OnDisconnectedAsync(RpcDisconnect disconnect)
    {
        state.Disconnect();
        return default;
    }
}
