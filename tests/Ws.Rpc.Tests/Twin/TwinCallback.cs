using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Tests.Twin;

/// <summary>A callback object whose behaviour a test can replace, method by method.</summary>
internal sealed class TwinCallback : ITwinCallback
{
    public Action<string> OnPoked { get; set; } = _ => { };

    public Func<TwinNote, ValueTask> Noted { get; set; } = _ => default;

    public Func<string, CancellationToken, ValueTask<bool>> Confirm { get; set; } = (_, _) => new(true);

    public Func<Task> Flush { get; set; } = () => Task.CompletedTask;

    public Func<int, CancellationToken, IAsyncEnumerable<int>> Levels { get; set; } = TwinStreams.CountAsync;

    public Func<int, IProgress<int>?, ValueTask<int>> Work { get; set; } = (steps, _) => new(steps);

    public void Poked(string text) => OnPoked(text);

    public ValueTask NotedAsync(TwinNote note) => Noted(note);

    public ValueTask<bool> ConfirmAsync(string question, CancellationToken cancellationToken = default) =>
        Confirm(question, cancellationToken);

    public ValueTask<int> WorkAsync(int steps, IProgress<int>? progress = null) => Work(steps, progress);

    public Task FlushAsync() => Flush();

    public IAsyncEnumerable<int> LevelsAsync(int count, CancellationToken cancellationToken = default) =>
        Levels(count, cancellationToken);

    public ValueTask<int> GatherAsync(IAsyncEnumerable<int> numbers) => TwinStreams.TotalAsync(numbers, CancellationToken.None);
}
