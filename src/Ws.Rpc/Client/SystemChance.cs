using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ws.Rpc.Client;

/// <summary>Chance as the system gives it: clients started from one image must not draw the same numbers.</summary>
internal static class SystemChance
{
    private const int UnusedBits = 11;
    private const double Values = 1L << (64 - UnusedBits);

    /// <summary>A number from 0 to less than 1.</summary>
    public static double Next()
    {
        ulong bits = 0;
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(new Span<ulong>(ref bits)));
        return (bits >> UnusedBits) / Values;
    }
}
