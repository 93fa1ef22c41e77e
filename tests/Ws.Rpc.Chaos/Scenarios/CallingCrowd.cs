using System;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Oracle;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>
/// Clients that keep so many calls in flight each, until they are told to stop. One whose connection is lost is replaced, at most
/// as often as there are faults to come.
/// </summary>
internal sealed class CallingCrowd(Func<RpcClient> create, Outcomes outcomes, Func<bool> isEnough)
{
    private const int CallsInFlight = 8;
    private const int LongestPayload = 200;
    private const int MostConnects = 100_000;

    public Task RunAsync(int clients, int seed) =>
        Task.WhenAll(Enumerable.Range(0, clients).Select(index => Task.Run(() => RunClientAsync(seed + (index * 1_009)))));

    private async Task RunClientAsync(int seed)
    {
        for (int i = 0; i < MostConnects && !isEnough(); i++)
        {
            await using RpcClient client = create();
            try
            {
                await client.ConnectAsync();
            }
            catch (RpcException)
            {
                // Cut before a call could be made.
                continue;
            }

            IChaosHub hub = client.GetHub<IChaosHub>();
            var random = new Random(seed + i);
            Random[] chances = [.. Enumerable.Range(0, CallsInFlight).Select(_ => new Random(random.Next()))];
            await Task.WhenAll(chances.Select(chance => CallOnAsync(hub, chance)));
        }
    }

    private async Task CallOnAsync(IChaosHub hub, Random random)
    {
        bool goesOn = true;
        while (goesOn && !isEnough())
        {
            int call = outcomes.Begin();
            string payload = new((char)('a' + random.Next(26)), random.Next(LongestPayload));
            goesOn = await CallAsync(hub, call, payload);
        }
    }

    private async Task<bool> CallAsync(IChaosHub hub, int call, string payload)
    {
        try
        {
            string answer = await hub.DoAsync(call, payload).Within();
            outcomes.Answer(call, ChaosHub.AnswerOf(call, payload), answer);
            return true;
        }
        catch (Exception exception)
        {
            outcomes.Fail(call, exception);
            return false;
        }
    }
}
