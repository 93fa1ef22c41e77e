using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Contracts;

namespace Ws.Rpc.Interop.Tests;

/// <summary>Gives and takes parts as streams, and notes what became of those that it gives.</summary>
public sealed class Stock(Journal journal)
{
    private int _produced;

    /// <summary>How many parts were taken out of it.</summary>
    public int Produced => Volatile.Read(ref _produced);

    /// <summary>
    /// Parts that cost 0, 1, 2 and so on; some come at once and some do not. Behind them the stream ends, unless it is to
    /// <c>fail</c> or to <c>wait</c>.
    /// </summary>
    public async IAsyncEnumerable<Part> ListAsync(
        int count, string? then, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (int i = 0; i < count; i++)
            {
                if (i % 7 == 6)
                {
                    await Task.Yield();
                }

                Interlocked.Increment(ref _produced);
                yield return new Part($"part {i}", i, null, [i]);
            }

            if (then == "fail")
            {
                throw new InvalidOperationException("out of stock");
            }

            if (then == "wait")
            {
                journal.Write("waiting");
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        }
        finally
        {
            journal.Write("closed");
        }
    }

    /// <summary>Takes as many as are wanted, no more, and says how many there were and what they cost.</summary>
    public static async Task<string> PriceAsync(ConfiguredCancelableAsyncEnumerable<Part> parts, int wanted)
    {
        int taken = 0;
        int price = 0;
        await foreach (Part part in parts)
        {
            price += (int)part.Price;
            if (++taken == wanted)
            {
                break;
            }
        }

        return $"{taken} for {price}";
    }
}
