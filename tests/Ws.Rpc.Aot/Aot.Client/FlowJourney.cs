using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aot.Contracts;
using Ws.Rpc;

namespace Aot.Client;

/// <summary>Uses each kind of stream, progress and mark once.</summary>
internal sealed class FlowJourney(IFlowsHub hub)
{
    private const int Many = 1000;

    public async Task TravelAsync()
    {
        List<Animal> animals = await hub.ListAsync(Many).ToListAsync();
        Story.Tell("stream down", $"{animals.Count}, the last {animals[^1]}");
        Story.Tell("left early", await hub.ListAsync(int.MaxValue).Take(3).CountAsync());
        IAsyncEnumerable<int> numbers = Enumerable.Range(1, Many).ToAsyncEnumerable();
        Story.Tell("two streams up", await hub.TotalAsync(numbers, numbers));
        IAsyncEnumerable<string> texts = numbers.Select(number => $"text {number}");
        Story.Tell("both ways", await hub.UpperAsync(texts).LastAsync());
        Story.Tell("callback stream", await hub.GatherAsync(Many));
        await TellBrokenAsync();
        var progress = new LastReport();
        Story.Tell("progress", $"{await hub.ImportAsync(5, progress)} after {progress.Value}");
        Story.Tell("tuples", await hub.PairAsync(("Tom", Color.Blue)));
        int[] turns = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => hub.NextAsync().AsTask()));
        Story.Tell("ordered", turns.SequenceEqual(turns.Order()));
        Story.Tell("named", await hub.DoubleAsync(21));
    }

    private async Task TellBrokenAsync()
    {
        int items = 0;
        try
        {
            await foreach (int item in hub.BreakAsync(3))
            {
                items += item + 1;
            }
        }
        catch (RpcException exception)
        {
            Story.Tell("broken stream", $"{items} then {exception.Code} {exception.Message}");
        }

        using var soon = new CancellationTokenSource();
        try
        {
            await foreach (Animal animal in hub.ListAsync(int.MaxValue, soon.Token))
            {
                await soon.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            Story.Tell("cancelled stream", true);
        }
    }
}
