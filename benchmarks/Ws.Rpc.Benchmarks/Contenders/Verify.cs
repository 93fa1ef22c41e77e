using System;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>A wrong answer is no fast answer.</summary>
internal static class Verify
{
    public static void That(bool right)
    {
        if (!right)
        {
            throw new InvalidOperationException("The answer is wrong.");
        }
    }
}
