using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Oracle;
using Ws.Rpc.Testing;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>
/// One session that uses everything: calls, a room and messages to it, streams both ways, callbacks with answers, and so many
/// notifications both ways that both sides acknowledge.
/// </summary>
internal sealed class ScriptedSession(RpcTestClient client, Outcomes outcomes, int number)
{
    /// <summary>How many numbers each side tells the other.</summary>
    public const int Numbers = 50;

    private const int Calls = 100;
    private const int Items = 40;

    private readonly ChaosClient _callback = new();

    /// <summary>The numbers that the client was told, in their order.</summary>
    public int[] Told => [.. _callback.Numbers];

    /// <summary>The numbers that its room was told, in their order.</summary>
    public int[] RoomTold => [.. _callback.RoomNumbers];

    /// <summary>The numbers that it tells the server.</summary>
    public IEnumerable<int> Telling => Enumerable.Range(0, Numbers).Select(i => (number * Calls) + i);

    /// <summary>Plays it to its end, or to the first call that fails.</summary>
    /// <returns>Whether it came to its end.</returns>
    public async Task<bool> PlayAsync()
    {
        IChaosHub hub = _callback.Hub = client.GetHub<IChaosHub>();
        client.Handle<IChaosClient>(_callback);
        return await CallAsync("connected", async () =>
            {
                await client.ConnectAsync();
                return "connected";
            })
            && await DoAsync(hub, "before")
            && await CallAsync("", async () =>
            {
                await hub.JoinAsync($"room {number}");
                return "";
            })
            && await CallAsync(string.Join(',', Enumerable.Range(0, Items)), () => CountAsync(hub))
            && await CallAsync(
                string.Join(',', Enumerable.Range(0, Items)), async () => string.Join(',', await hub.CollectAsync(UploadAsync())))
            && await CallAsync("4", async () => $"{await hub.NestAsync(4)}")
            && await CallAsync("", () => TellAsync(hub))
            && await CallAsync("", async () =>
            {
                await hub.TellMeAsync(0, Numbers);
                await hub.TellRoomAsync($"room {number}", 0, Numbers);
                return "";
            })
            && await DoAsync(hub, "afterwards");
    }

    private static async IAsyncEnumerable<int> UploadAsync()
    {
        for (int i = 0; i < Items; i++)
        {
            if (i % 8 == 7)
            {
                await Task.Yield();
            }

            yield return i;
        }
    }

    private Task<bool> DoAsync(IChaosHub hub, string payload)
    {
        int call = (number * Calls) + payload.Length;
        return CallAsync(ChaosHub.AnswerOf(call, payload), async () => await hub.DoAsync(call, payload));
    }

    private async Task<string> CountAsync(IChaosHub hub)
    {
        string items = "";
        await foreach (int item in hub.CountAsync(number, Items))
        {
            items += items.Length == 0 ? $"{item}" : $",{item}";
        }

        return items;
    }

    // One notification a message, and a call behind them, whose answer says that they were taken.
    private async Task<string> TellAsync(IChaosHub hub)
    {
        foreach (int told in Telling)
        {
            hub.Tell(told);
        }

        await hub.WorkAsync((number * Calls) + Calls - 1, 0);
        return "";
    }

    private async Task<bool> CallAsync(string expected, Func<Task<string>> call)
    {
        int id = outcomes.Begin();
        try
        {
            outcomes.Answer(id, expected, await call().Within());
            return true;
        }
        catch (Exception exception)
        {
            outcomes.Fail(id, exception);
            return false;
        }
    }
}
