using System;

namespace Ws.Rpc.Streams;

/// <summary>
/// How many items may come ahead of their consumer. Where a round trip takes longer than the items of a window, it is the credit
/// that is short and not the producer: the window then grows, as far as small items make it a small buffer.
/// </summary>
/// <param name="initial">The credit of the request.</param>
/// <param name="greatest">What it may grow to.</param>
internal sealed class StreamWindow(int initial, int greatest)
{
    private const long MaxBytes = 256 * 1024;

    // So large a part of a window comes at once only where all of it was ready.
    private const int Part = 4;

    private long _provenAt = initial;

    public int Items { get; private set; } = initial;

    /// <summary>How many items the consumer takes before their credit is renewed: half of them (protocol section 7).</summary>
    public int RefillAt => Math.Max(1, Items / 2);

    /// <summary>
    /// Sees what came when the consumer had to wait, and says how much credit it should give beyond the usual.
    /// </summary>
    /// <param name="taken">How many the consumer has taken: one who has not used a whole window needs no larger one.</param>
    /// <param name="arrived">How many came at once.</param>
    /// <param name="itemBytes">How long an item is on the wire.</param>
    public int GrowAfterWait(long taken, int arrived, long itemBytes)
    {
        int larger = Math.Min(Items * 2, greatest);
        if (taken < _provenAt || arrived < Items / Part || larger <= Items || larger * itemBytes > MaxBytes)
        {
            return 0;
        }

        int more = larger - Items;
        Items = larger;
        _provenAt = taken + larger;
        return more;
    }
}
