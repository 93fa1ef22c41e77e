using System;
using System.Text.Json;
using System.Threading.Tasks;
using Aot.Contracts;
using Ws.Rpc;

namespace Aot.Client;

/// <summary>Passes what stands before the hub's methods, and is refused by it.</summary>
internal sealed class GuardJourney(IGuardsHub hub)
{
    public async Task TravelAsync()
    {
        await TellAsync("authorized", hub.SecretAsync);
        await TellAsync("authorized explicitly", hub.HiddenAsync);
        await TellAsync("filtered", () => hub.MarkedAsync("yes"));
        await TellAsync("refused", () => hub.MarkedAsync("no"));
        await TellAsync("first", hub.LimitedAsync);
        await TellAsync("second", hub.LimitedAsync);
        await TellAsync("in range", () => hub.CountAsync(10));
        await TellAsync("out of range", () => hub.CountAsync(11));
        await TellAsync("parcel", () => hub.SendAsync(new Parcel { Recipient = "ann", Weights = [new Weight { Kilograms = 3 }] }));
        await TellAsync("wrong parcel", () => hub.SendAsync(new Parcel { Weights = [new Weight { Kilograms = 3 }, new Weight()] }));
    }

    private static async Task TellAsync<T>(string shape, Func<ValueTask<T>> call)
    {
        try
        {
            Story.Tell(shape, await call());
        }
        catch (RpcException exception)
        {
            JsonElement data = exception.Data is JsonElement element ? element : default;
            string errors = data.ValueKind == JsonValueKind.Object && data.TryGetProperty("errors", out JsonElement paths)
                ? $" {paths.GetRawText()}"
                : "";
            Story.Tell(shape, $"{exception.Code} {exception.Message}{errors}");
        }
    }
}
