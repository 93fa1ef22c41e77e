using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ws.Rpc.Transports;

/// <summary>
/// Keys that nobody can foresee, as RFC 6455 section 10.3 asks for; each is given out once. Asking the system for 4 bytes a frame
/// would cost more than all else that a short frame does, so a block is fetched at a time, one for each thread that sends.
/// </summary>
internal static class MaskKeys
{
    private const int BlockBytes = 4 * 1024;

    [ThreadStatic]
    private static byte[]? s_block;

    [ThreadStatic]
    private static int s_used;

    public static uint Next()
    {
        if (s_block is null || s_used == BlockBytes)
        {
            s_block ??= new byte[BlockBytes];
            RandomNumberGenerator.Fill(s_block);
            s_used = 0;
        }

        uint key = MemoryMarshal.Read<uint>(s_block.AsSpan(s_used));
        s_used += sizeof(uint);
        return key;
    }
}
