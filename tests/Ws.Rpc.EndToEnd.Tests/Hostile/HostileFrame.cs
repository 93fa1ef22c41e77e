using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

/// <summary>Frames of RFC 6455, right and wrong, as bytes.</summary>
internal static class HostileFrame
{
    public const int Continuation = 0;
    public const int TextOpcode = 1;
    public const int Binary = 2;
    public const int CloseOpcode = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    /// <summary>Not a key of zeros, which would hide a server that does not unmask.</summary>
    private static readonly byte[] s_key = [0x11, 0x22, 0x33, 0x44];

    public static byte[] Text(string text) => Of(TextOpcode, Encoding.UTF8.GetBytes(text));

    public static byte[] Of(int opcode, string text, bool fin = true) => Of(opcode, Encoding.UTF8.GetBytes(text), fin);

    public static byte[] Of(int opcode, byte[] payload, bool fin = true, int reserved = 0, bool masked = true) =>
        [.. Head(opcode, payload.Length, fin, reserved, masked), .. masked ? Masked(payload) : payload];

    public static byte[] Close(int code, byte[] reason) =>
        Of(CloseOpcode, [(byte)(code >> 8), (byte)code, .. reason]);

    /// <summary>The head of a frame, its length in the shortest form, or in one of 2 or 8 bytes.</summary>
    public static byte[] Head(int opcode, long length, bool fin = true, int reserved = 0, bool masked = true, int lengthBytes = 0)
    {
        byte first = (byte)((fin ? 0x80 : 0) | (reserved << 4) | opcode);
        byte mask = (byte)(masked ? 0x80 : 0);
        lengthBytes = Math.Max(lengthBytes, length < 126 ? 0 : length <= ushort.MaxValue ? 2 : 8);
        byte[] extended = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(extended, length);
        byte second = (byte)(mask | lengthBytes switch { 0 => (byte)length, 2 => 126, _ => 127 });
        return [first, second, .. extended[(8 - lengthBytes)..], .. masked ? s_key : []];
    }

    public static byte[] Masked(byte[] payload) => [.. payload.Select((value, i) => (byte)(value ^ s_key[i % s_key.Length]))];

    public static byte[] Repeat(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(static one => one)];
}
