using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aot.Contracts;
using Ws.Rpc;

namespace Aot.Client;

/// <summary>Uses every shape once and tells what came of it: a line each, the same wherever it runs.</summary>
internal sealed class Journey(IShapesHub hub, ShapesClient callbacks)
{
    public async Task TravelAsync()
    {
        Story.Tell("add", await hub.AddAsync(2, 3));
        Story.Tell("echo", await hub.EchoAsync("grüß dich 🚀"));
        hub.Note("first");
        hub.Note("second");
        Story.Tell("notes", await hub.NotesAsync());
        Story.Tell("sum", await hub.SumAsync(1, 2, long.MaxValue - 3));
        Story.Tell("defaults", await hub.DefaultsAsync());
        await TellPayloadsAsync();
        Story.Tell("next", await hub.NextAsync(Color.Blue));
        Story.Tell("next of none", await hub.NextAsync(null));
        Story.Tell("nullable", await hub.NullableAsync(null));
        Story.Tell("keyword", await hub.@class(7));
        Story.Tell("nested both ways", await hub.AskAsync("four", 3));
        await TellFailuresAsync();
    }

    private static string Text(IEnumerable<Animal> animals) => string.Join(", ", animals.Select(animal => animal.ToString()));

    private async Task TellPayloadsAsync()
    {
        Primitives primitives = await hub.PrimitivesAsync(
            255,
            ulong.MaxValue,
            1.5f,
            0.1m,
            new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            DateTimeOffset.UnixEpoch,
            TimeSpan.FromSeconds(90),
            [1, 2, 3],
            new Uri("https://example.org/a?b"));
        Story.Tell("primitives", primitives with { Bytes = [] });
        Story.Tell("bytes", Convert.ToHexString(primitives.Bytes));
        Page<Animal> page = await hub.AnimalsAsync(new()
        {
            ["ann"] = [new Cat("Tom", 9), new Dog("Rex", true)],
            ["bob"] = [],
        });
        Story.Tell("animals", $"{Text(page.Items)} of {page.Total}");
        Story.Tell("told", Text((await callbacks.FirstTold).Items));
    }

    private async Task TellFailuresAsync()
    {
        try
        {
            await hub.FailAsync(1234, "as you wished");
        }
        catch (RpcException exception)
        {
            Story.Tell("error", $"{exception.Code} {exception.Message}");
        }

        using var soon = new CancellationTokenSource();
        ValueTask delay = hub.DelayAsync(600_000, soon.Token);
        await soon.CancelAsync();
        try
        {
            await delay;
        }
        catch (OperationCanceledException)
        {
            Story.Tell("cancelled", true);
        }
    }
}
