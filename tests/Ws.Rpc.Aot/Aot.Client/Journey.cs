using System;
using System.Collections.Generic;
using System.Globalization;
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
        Tell("add", await hub.AddAsync(2, 3));
        Tell("echo", await hub.EchoAsync("grüß dich 🚀"));
        hub.Note("first");
        hub.Note("second");
        Tell("notes", await hub.NotesAsync());
        Tell("sum", await hub.SumAsync(1, 2, long.MaxValue - 3));
        Tell("defaults", await hub.DefaultsAsync());
        await TellPayloadsAsync();
        Tell("next", await hub.NextAsync(Color.Blue));
        Tell("next of none", await hub.NextAsync(null));
        Tell("nullable", await hub.NullableAsync(null));
        Tell("keyword", await hub.@class(7));
        Tell("nested both ways", await hub.AskAsync("four", 3));
        await TellFailuresAsync();
    }

    private static void Tell(string shape, object? result) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape}: {result ?? "null"}"));

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
        Tell("primitives", primitives with { Bytes = [] });
        Tell("bytes", Convert.ToHexString(primitives.Bytes));
        Page<Animal> page = await hub.AnimalsAsync(new()
        {
            ["ann"] = [new Cat("Tom", 9), new Dog("Rex", true)],
            ["bob"] = [],
        });
        Tell("animals", $"{Text(page.Items)} of {page.Total}");
        Tell("told", Text((await callbacks.FirstTold).Items));
    }

    private async Task TellFailuresAsync()
    {
        try
        {
            await hub.FailAsync(1234, "as you wished");
        }
        catch (RpcException exception)
        {
            Tell("error", $"{exception.Code} {exception.Message}");
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
            Tell("cancelled", true);
        }
    }
}
