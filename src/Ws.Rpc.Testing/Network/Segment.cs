using System;

namespace Ws.Rpc.Testing.Network;

/// <summary>Bytes on their way, and when they arrive, in time stamps.</summary>
internal sealed class Segment(byte[] bytes, long arrival)
{
    private int _taken;

    public long Arrival => arrival;

    public ReadOnlySpan<byte> Rest => bytes.AsSpan(_taken);

    public void Take(int count) => _taken += count;
}
