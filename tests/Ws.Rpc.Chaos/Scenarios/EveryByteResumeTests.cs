using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class EveryByteResumeTests(ITestOutputHelper output)
{
    // More than there are cores: a position waits now and then, for a moment.
    private const int Workers = 4;

    [Theory]
    [InlineData(NetworkFault.Reset, 1, false)]
    [InlineData(NetworkFault.Close, 1, true)]
    [InlineData(NetworkFault.ResetClient, 1, false)]
    [InlineData(NetworkFault.ResetClient, 1, true)]
    [InlineData(NetworkFault.Reset, 2, false)]
    [InlineData(NetworkFault.Reset, 2, true)]
    public async Task Session_cut_at_every_byte_goes_on_as_if_nothing_had_been(NetworkFault fault, int connection, bool toClient)
    {
        ResumedRun[] runs = await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => ResumedRun.StartAsync()));
        CutPlan plan = new(fault, connection, toClient);
        long bytes = await runs[0].MeasureAsync(plan);

        await Task.WhenAll(runs.Select((run, worker) => Task.Run(async () =>
        {
            for (long position = worker; position <= bytes; position += Workers)
            {
                await run.PlayAsync(plan, position);
            }
        })));

        int resumed = runs.Sum(run => run.Resumed);
        output.WriteLine($"{bytes} positions, {resumed} resumes, {runs.Sum(run => run.Outcomes.Begun)} calls");
        Assert.InRange(resumed, bytes / 2, long.MaxValue);
        await Task.WhenAll(runs.Select(run => run.EndAsync()));
    }
}
