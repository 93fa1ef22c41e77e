using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Aot.Contracts;
using Microsoft.AspNetCore.Authorization;
using Ws.Rpc;
using Ws.Rpc.AspNetCore;

namespace Aot.Server;

public sealed class ShapesHub(Notes notes, TimeProvider time) : RpcHub<IShapesClient>, IShapesHub, IFlowsHub, IGuardsHub
{
    public ValueTask<int> AddAsync(int left, int right) => new(left + right);

    public Task<string> EchoAsync(string text) => Task.FromResult(text);

    public void Note(string text) => notes.Add(text);

    public Task<int> NotesAsync() => Task.FromResult(notes.Count);

    public ValueTask<long> SumAsync(params long[] numbers) => new(numbers.Sum());

    public ValueTask<string> DefaultsAsync(
        int number,
        double ratio,
        string text,
        char letter,
        Color color,
        decimal price,
        bool flag,
        Guid id,
        string? nothing)
    {
        FormattableString all = $"{number} {ratio} {text} {letter} {color} {price} {flag} {id} {nothing ?? "null"}";
        return new(all.ToString(CultureInfo.InvariantCulture));
    }

    public ValueTask<Primitives> PrimitivesAsync(
        byte few,
        ulong large,
        float ratio,
        decimal exact,
        Guid id,
        DateTimeOffset time,
        TimeSpan length,
        byte[] bytes,
        Uri address) => new(new Primitives(few, large, ratio, exact, id, time, length, bytes, address));

    public ValueTask<Page<Animal>> AnimalsAsync(Dictionary<string, List<Animal>> byKeeper)
    {
        var page = new Page<Animal>([.. byKeeper.Values.SelectMany(animals => animals)], byKeeper.Count);
        Clients.Caller.Told(page);
        return new(page);
    }

    public ValueTask<Color?> NextAsync(Color? color) => new(color is null ? null : (Color)(((int)color.Value + 1) % 3));

    public ValueTask<string?> NullableAsync(string? text) => new(text);

    public ValueTask<int> @class(int @event) => new(-@event);

    public async ValueTask DelayAsync(int milliseconds, CancellationToken cancellationToken) =>
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, cancellationToken);

    public ValueTask FailAsync(int code, string message) => throw new RpcException(code, message);

    public async ValueTask<int> AskAsync(string question, int depth) => await Clients.Caller.AnswerAsync(question, depth);

    public async IAsyncEnumerable<Animal> ListAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return i % 2 == 0 ? new Cat($"cat {i}", i) : new Dog($"dog {i}", Good: true);
            await Task.Yield();
        }
    }

    public async ValueTask<int> TotalAsync(
        IAsyncEnumerable<int> left, IAsyncEnumerable<int> right, CancellationToken cancellationToken)
    {
        int total = 0;
        await foreach ((int one, int other) in left.Zip(right).WithCancellation(cancellationToken))
        {
            total += one * other;
        }

        return total;
    }

    public IAsyncEnumerable<string> UpperAsync(IAsyncEnumerable<string> texts, CancellationToken cancellationToken) =>
        texts.Select(text => text.ToUpperInvariant());

    public async IAsyncEnumerable<int> BreakAsync(int good, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; i < good; i++)
        {
            yield return i;
        }

        await Task.Yield();
        throw new RpcException(77, "broken");
    }

    public async ValueTask<int> ImportAsync(int steps, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        await Clients.Caller.HeardAsync("import");
        progress?.Report(steps);
        return steps;
    }

    public async ValueTask<int> GatherAsync(int count, CancellationToken cancellationToken) =>
        await Clients.Caller.CountAsync(count, cancellationToken).SumAsync(cancellationToken);

    public ValueTask<(Animal Pet, (int Count, Color? Color))> PairAsync((string Name, Color Color) pair) =>
        new((new Cat(pair.Name, 7), (pair.Name.Length, pair.Color)));

    public ValueTask<int> NextAsync(CancellationToken cancellationToken)
    {
        notes.Add("next");
        return new(notes.Count);
    }

    public ValueTask<int> DoubleAsync(int number) => new(2 * number);

    [Authorize]
    public ValueTask<int> SecretAsync() => new(1);

    [Authorize("nobody")]
    ValueTask<int> IGuardsHub.HiddenAsync() => new(2);

    [RpcCallFilter(typeof(MarkFilter))]
    public ValueTask<string> MarkedAsync(string text) => new($"{text} {notes.Count}");

    [RpcRateLimit("once")]
    public ValueTask<int> LimitedAsync() => new(3);

    public ValueTask<int> CountAsync(int count) => new(count);

    public ValueTask<int> SendAsync(Parcel parcel) => new(parcel.Weights.Count);
}
