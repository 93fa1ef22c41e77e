using System;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using CsCheck;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Ws.Rpc.Tests.Fuzz;

/// <summary>
/// Rounds of a fuzz target. Their number decides, never time; each depends on nothing but the seed and its own number, so that
/// WS_RPC_FUZZ_SEED and WS_RPC_FUZZ_ROUND play one again.
/// </summary>
internal static class FuzzRun
{
    private const ulong DefaultSeed = 20_261_123;

    /// <summary>How many rounds each target plays; WS_RPC_FUZZ_ITERATIONS says another number for all.</summary>
    public static async Task EachAsync(int rounds, Gen<byte[]> messages, ITestOutputHelper output, Func<byte[], Task> check)
    {
        ulong seed = Read("WS_RPC_FUZZ_SEED") ?? DefaultSeed;
        ulong? only = Read("WS_RPC_FUZZ_ROUND");
        ulong first = only ?? 0;
        ulong last = only ?? (Read("WS_RPC_FUZZ_ITERATIONS") ?? (ulong)rounds) - 1;
        output.WriteLine($"WS_RPC_FUZZ_SEED={seed}, rounds {first} to {last}");
        for (ulong round = first; round <= last; round++)
        {
            byte[] message = messages.Generate(new PCG((uint)round, seed), null, out _);
            try
            {
                await check(message);
            }
            catch (Exception exception)
            {
                throw new XunitException(
                    $"WS_RPC_FUZZ_SEED={seed} WS_RPC_FUZZ_ROUND={round}: {Encoding.Latin1.GetString(message)}", exception);
            }
        }
    }

    private static ulong? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
