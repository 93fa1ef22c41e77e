using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.Tests.Transports;

/// <summary>Knows what is rented, and spoils what comes back so that a use after the return shows.</summary>
internal sealed class CountingPool : ArrayPool<byte>
{
    private readonly Lock _gate = new();
    private readonly HashSet<byte[]> _rented = new(ReferenceEqualityComparer.Instance);

    public int Rented
    {
        get
        {
            lock (_gate)
            {
                return _rented.Count;
            }
        }
    }

    public int LargestRent { get; private set; }

    public bool MisusedReturn { get; private set; }

    public override byte[] Rent(int minimumLength)
    {
        byte[] array = new byte[minimumLength];
        lock (_gate)
        {
            LargestRent = Math.Max(LargestRent, minimumLength);
            _rented.Add(array);
        }

        return array;
    }

    public override void Return(byte[] array, bool clearArray = false)
    {
        lock (_gate)
        {
            MisusedReturn |= !_rented.Remove(array);
        }

        array.AsSpan().Fill(0xDD);
    }
}
