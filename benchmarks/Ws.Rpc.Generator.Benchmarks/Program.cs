using System;
using System.Globalization;
using System.Linq;

namespace Ws.Rpc.Generator.Benchmarks;

/// <summary>What the generator costs a build and a key stroke, in projects of several sizes.</summary>
internal static class Program
{
    private static readonly int[] s_sizes = [0, 1, 20, 100];

    private static int Main(string[] args)
    {
        int rounds = args is ["--rounds", var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 40;
        Console.WriteLine("| hubs | cold ms | unrelated edit ms | edit of one hub ms |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Timing[] timings = [.. s_sizes.Select(hubs => Timing.Measure(new SampleProject(hubs), rounds))];
        for (int i = 0; i < s_sizes.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {s_sizes[i]} | {timings[i]} |"));
        }

        // The first hub pays for the compilation of the library's types, the others only for themselves.
        Timing perHub = timings[^1].Minus(timings[0]).DividedBy(s_sizes[^1]);
        Console.WriteLine($"| per hub of {s_sizes[^1]} | {perHub} |");
        return 0;
    }
}
