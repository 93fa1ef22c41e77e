using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ws.Rpc.Generator.Benchmarks;

/// <summary>Medians, in milliseconds.</summary>
internal sealed record Timing(double Cold, double Unrelated, double OneHub)
{
    private const int WarmUp = 15;

    public static Timing Measure(SampleProject project, int rounds)
    {
        double[] cold = new double[rounds];
        double[] unrelated = new double[rounds];
        double[] oneHub = new double[rounds];
        for (int round = -WarmUp; round < rounds; round++)
        {
            GeneratorDriver driver = Driver();
            Compilation compilation = project.Compile();
            double first = Run(ref driver, compilation);
            compilation = project.EditOther(compilation, round);
            double second = Run(ref driver, compilation);
            double third = Run(ref driver, project.EditHub(compilation, round));
            if (round >= 0)
            {
                (cold[round], unrelated[round], oneHub[round]) = (first, second, third);
            }
        }

        return new Timing(Median(cold), Median(unrelated), Median(oneHub));
    }

    public Timing Minus(Timing other) => new(Cold - other.Cold, Unrelated - other.Unrelated, OneHub - other.OneHub);

    public Timing DividedBy(int count) => new(Cold / count, Unrelated / count, OneHub / count);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Cold:0.00} | {Unrelated:0.00} | {OneHub:0.00}");

    private static double Run(ref GeneratorDriver driver, Compilation compilation)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (driver.GetRunResult().Results.Single().Exception is { } failure)
        {
            throw new InvalidOperationException("The generator failed.", failure);
        }

        return elapsed;
    }

    private static CSharpGeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create([new RpcGenerator().AsSourceGenerator()], parseOptions: SampleProject.Language);

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
