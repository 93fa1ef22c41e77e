using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Ws.Rpc.Transports;

/// <summary>The masking of payloads (RFC 6455 section 5.3); doing it twice undoes it.</summary>
internal static class FrameMask
{
    /// <summary>Masks into another place, or in place where both are the same.</summary>
    /// <param name="source">The payload, or a later part of it.</param>
    /// <param name="destination">At least as long.</param>
    /// <param name="key">Its bytes in the order of the wire, least significant first.</param>
    public static void Apply(ReadOnlySpan<byte> source, Span<byte> destination, uint key)
    {
        int i = 0;
        if (source.Length >= Vector<byte>.Count)
        {
            Vector<byte> keys = Vector.AsVectorByte(new Vector<uint>(BitConverter.IsLittleEndian ? key : Swap(key)));
            for (; i <= source.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                (new Vector<byte>(source[i..]) ^ keys).CopyTo(destination[i..]);
            }
        }

        for (; i <= source.Length - sizeof(uint); i += sizeof(uint))
        {
            uint word = MemoryMarshal.Read<uint>(source[i..]) ^ (BitConverter.IsLittleEndian ? key : Swap(key));
            MemoryMarshal.Write(destination[i..], in word);
        }

        for (; i < source.Length; i++)
        {
            destination[i] = (byte)(source[i] ^ (key >> (8 * (i & 3))));
        }
    }

    /// <summary>The key for what follows so many bytes.</summary>
    public static uint Rotate(uint key, long offset) => BitOperations.RotateRight(key, 8 * (int)(offset & 3));

    private static uint Swap(uint key) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(key);
}
