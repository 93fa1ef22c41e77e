using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc;

namespace Aot.Contracts;

/// <summary>Every shape that a contract may have.</summary>
[RpcHub(Callback = typeof(IShapesClient), JsonContext = typeof(ShapesJson))]
public interface IShapesHub
{
    ValueTask<int> AddAsync(int left, int right);

    Task<string> EchoAsync(string text);

    void Note(string text);

    Task<int> NotesAsync();

    ValueTask<long> SumAsync(params long[] numbers);

    ValueTask<string> DefaultsAsync(
        int number = -5,
        double ratio = -0.5,
        string text = "\"quoted\"\n",
        char letter = '\u00e9',
        Color color = Color.Green,
        decimal price = 12.50m,
        bool flag = true,
        Guid id = default,
        string? nothing = null);

    ValueTask<Primitives> PrimitivesAsync(
        byte few,
        ulong large,
        float ratio,
        decimal exact,
        Guid id,
        DateTimeOffset time,
        TimeSpan length,
        byte[] bytes,
        Uri address);

    ValueTask<Page<Animal>> AnimalsAsync(Dictionary<string, List<Animal>> byKeeper);

    ValueTask<Color?> NextAsync(Color? color);

    ValueTask<string?> NullableAsync(string? text);

    ValueTask<int> @class(int @event);

    ValueTask DelayAsync(int milliseconds, CancellationToken cancellationToken = default);

    ValueTask FailAsync(int code, string message);

    ValueTask<int> AskAsync(string question, int depth);
}
