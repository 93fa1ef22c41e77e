using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.Tests.Transports;

/// <summary>
/// The same random input to frames of our own and to System.Net.WebSockets, on both sides: the same messages, the same end, the same
/// close code sent. <c>WSRPC_FRAME_INPUTS</c> sets how many inputs, <c>WSRPC_FRAME_SEED</c> which.
/// </summary>
public sealed class FrameDifferenceTests(ITestOutputHelper output)
{
    private const int MaxMessageBytes = 200;
    private const int LeastToShowAll = 25_000;

    private static readonly TransportOptions s_options = new() { MaxMessageBytes = MaxMessageBytes };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Frames_of_our_own_and_the_frameworks_agree_on_random_input(bool isServer)
    {
        int inputs = Setting("WSRPC_FRAME_INPUTS", 50_000) / 2;
        int seed = Setting("WSRPC_FRAME_SEED", 20_260_101);
        int[] explained = new int[Enum.GetValues<KnownDifference>().Length];
        await Parallel.ForAsync(0, inputs, async (i, _) =>
        {
            FrameScript script = FrameScript.Create(new Random(unchecked((seed * 1_000_003) + i)), isServer);
            FrameRun ours = await FrameRun.RunAsync(script, PairKind.Frames, isServer, s_options);
            FrameRun framework = await FrameRun.RunAsync(script, PairKind.Collecting, isServer, s_options);
            KnownDifference? difference = KnownDifferences.Find(ours, framework);
            if (difference is null)
            {
                Assert.Fail(
                    $"seed {seed}, input {i}, server {isServer}: {Convert.ToHexString(script.Bytes)} "
                    + $"in portions of {string.Join(',', script.Portions)}{Environment.NewLine}ours      {ours}"
                    + $"{Environment.NewLine}framework {framework}");
            }

            Interlocked.Increment(ref explained[(int)difference]);
        });

        foreach (KnownDifference difference in Enum.GetValues<KnownDifference>())
        {
            output.WriteLine($"{difference}: {explained[(int)difference]}");
            Assert.True(
                explained[(int)difference] > 0 || inputs < LeastToShowAll, $"No input of {inputs} has shown this: {difference}.");
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : otherwise;
}
