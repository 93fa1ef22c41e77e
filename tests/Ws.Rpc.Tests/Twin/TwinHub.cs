using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Tests.Twin;

/// <summary>A hub whose behaviour a test can replace, method by method.</summary>
internal sealed class TwinHub : ITwinHub
{
    public Func<int, int, ValueTask<int>> Add { get; set; } = (left, right) => new(left + right);

    public Func<string, CancellationToken, Task<string>> Echo { get; set; } = (text, _) => Task.FromResult(text);

    public Func<TwinNote, Task> Save { get; set; } = _ => Task.CompletedTask;

    public Func<int, CancellationToken, ValueTask> Delay { get; set; } = (_, token) => new(Task.Delay(Timeout.Infinite, token));

    public Action<string> OnPoke { get; set; } = _ => { };

    public Func<ValueTask> Ping { get; set; } = () => default;

    public Func<int, string, ValueTask> Fail { get; set; } = (code, message) => throw new RpcException(code, message);

    public Func<int, CancellationToken, IAsyncEnumerable<int>> List { get; set; } = TwinStreams.CountAsync;

    public Func<IAsyncEnumerable<int>, CancellationToken, ValueTask<int>> Total { get; set; } = TwinStreams.TotalAsync;

    public Func<IAsyncEnumerable<TwinNote>, IAsyncEnumerable<TwinNote>?, IAsyncEnumerable<TwinNote>> Merge { get; set; } =
        TwinStreams.MergeAsync;

    public Func<IProgress<TwinNote>?, CancellationToken, Task<int>> Import { get; set; } = (_, _) => Task.FromResult(0);

    public Func<IProgress<int>, IProgress<int>, ValueTask> Count { get; set; } = (_, _) => default;

    public ValueTask<int> AddAsync(int left, int right) => Add(left, right);

    public Task<string> EchoAsync(string text, CancellationToken cancellationToken = default) => Echo(text, cancellationToken);

    public ValueTask<string?> FindAsync(string? key = null) => new(key);

    public Task SaveAsync(TwinNote note) => Save(note);

    public ValueTask<TwinNote?> LoadAsync(int id, int? revision = null, TwinMode mode = TwinMode.Careful) =>
        new(revision is null ? null : new TwinNote(id, $"{revision} {mode}"));

    public ValueTask DelayAsync(int milliseconds, CancellationToken cancellationToken) => Delay(milliseconds, cancellationToken);

    public ValueTask<int> SumAsync(params int[] numbers) => new(numbers.Sum());

    public ValueTask<string> JoinAsync(string separator = ", ", params TwinNote[] notes) =>
        new(string.Join(separator, notes.Select(note => note.Text)));

    public void Poke(string text) => OnPoke(text);

    public ValueTask PingAsync() => Ping();

    public ValueTask FailAsync(int code, string message = "it \"failed\"") => Fail(code, message);

    public IAsyncEnumerable<int> ListAsync(int count, CancellationToken cancellationToken = default) =>
        List(count, cancellationToken);

    public ValueTask<int> TotalAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken = default) =>
        Total(numbers, cancellationToken);

    public IAsyncEnumerable<TwinNote> MergeAsync(IAsyncEnumerable<TwinNote> left, IAsyncEnumerable<TwinNote>? right = null) =>
        Merge(left, right);

    public Task<int> ImportAsync(string file, IProgress<TwinNote>? notes = null, CancellationToken cancellationToken = default) =>
        Import(notes, cancellationToken);

    public ValueTask CountAsync(IProgress<int> left, IProgress<int> right) => Count(left, right);

    public Task<object[]> GetDataAsync() => Task.FromResult<object[]>(["hello", 5]);
}
