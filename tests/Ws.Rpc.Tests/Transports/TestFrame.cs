using System.Buffers.Binary;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace Ws.Rpc.Tests.Transports;

/// <summary>One WebSocket frame as it is on the wire, built and read by hand (RFC 6455 section 5.2).</summary>
internal sealed record TestFrame(int Opcode, bool Fin, byte[] Payload)
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    public string PayloadText => Encoding.UTF8.GetString(Payload);

    public int CloseCode => BinaryPrimitives.ReadUInt16BigEndian(Payload);

    public static byte[] Masked(int opcode, string payload, bool fin = true) => Masked(opcode, Encoding.UTF8.GetBytes(payload), fin);

    public static byte[] Masked(int opcode, byte[] payload, bool fin = true)
    {
        byte[] mask = [0x11, 0x22, 0x33, 0x44];
        byte[] masked = new byte[payload.Length];
        for (int i = 0; i < payload.Length; i++)
        {
            masked[i] = (byte)(payload[i] ^ mask[i % 4]);
        }

        return [.. Header(opcode, payload.Length, fin, mask), .. masked];
    }

    public static byte[] Header(int opcode, long length, bool fin, byte[] mask)
    {
        byte first = (byte)((fin ? 0x80 : 0) | opcode);
        byte[] extended = length <= 125 ? [] : new byte[length <= ushort.MaxValue ? 2 : 8];
        for (int i = 0; i < extended.Length; i++)
        {
            extended[^(i + 1)] = (byte)(length >> (8 * i));
        }

        int shortLength = extended.Length switch { 0 => (int)length, 2 => 126, _ => 127 };
        return [first, (byte)(0x80 | shortLength), .. extended, .. mask];
    }

    public static byte[] MaskedClose(int code, string reason = "") =>
        Masked(Close, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <summary>Reads one frame and unmasks it; none at the end of the stream.</summary>
    public static async Task<TestFrame?> ReadAsync(Stream stream)
    {
        byte[] start = new byte[2];
        if (await stream.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false) < 2)
        {
            return null;
        }

        long length = start[1] & 0x7F;
        if (length >= 126)
        {
            byte[] extended = new byte[length == 126 ? 2 : 8];
            await stream.ReadExactlyAsync(extended);
            length = 0;
            foreach (byte digit in extended)
            {
                length = (length << 8) | digit;
            }
        }

        byte[] mask = new byte[4];
        if ((start[1] & 0x80) != 0)
        {
            await stream.ReadExactlyAsync(mask);
        }

        byte[] payload = new byte[length];
        await stream.ReadExactlyAsync(payload);
        for (int i = 0; i < payload.Length; i++)
        {
            payload[i] ^= mask[i % 4];
        }

        return new TestFrame(start[0] & 0xF, (start[0] & 0x80) != 0, payload);
    }
}
