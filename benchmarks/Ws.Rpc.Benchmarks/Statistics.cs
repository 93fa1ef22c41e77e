using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.Benchmarks;

/// <summary>What is told of many measurements.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
