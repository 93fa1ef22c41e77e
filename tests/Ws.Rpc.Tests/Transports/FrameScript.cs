using System;
using System.Collections.Generic;
using System.Text;

namespace Ws.Rpc.Tests.Transports;

/// <summary>Random input of one side: frames that are mostly right, and then perhaps mutated, in random portions.</summary>
internal sealed record FrameScript(byte[] Bytes, int[] Portions)
{
    private static readonly string[] s_texts = ["", "a", "{}", "text", "\u00e4\u20ac", "\ud83d\ude00", "{\"jsonrpc\":\"2.0\"}"];
    private static readonly int[] s_codes = [0, 999, 1000, 1001, 1003, 1004, 1005, 1006, 1007, 1011, 1012, 1014, 1015, 2999, 3000, 4999, 5000];

    public static FrameScript Create(Random random, bool toServer)
    {
        List<byte> bytes = [];
        for (int frames = random.Next(1, 8); frames > 0; frames--)
        {
            AddStep(bytes, random, toServer);
        }

        if (random.Next(50) == 0)
        {
            AddFrame(bytes, random, toServer, TestFrame.Binary, true, RandomBytes(random, 20));
            bytes.RemoveRange(bytes.Count - 10, 10);
        }

        for (int mutations = random.Next(4) == 0 ? random.Next(1, 4) : 0; mutations > 0 && bytes.Count > 0; mutations--)
        {
            Mutate(bytes, random);
        }

        int[] portions = new int[random.Next(1, 5)];
        for (int i = 0; i < portions.Length; i++)
        {
            portions[i] = random.Next(3) == 0 ? random.Next(1, 4) : random.Next(1, 300);
        }

        return new FrameScript([.. bytes], portions);
    }

    private static void AddStep(List<byte> bytes, Random random, bool toServer)
    {
        switch (random.Next(24))
        {
            case < 9:
                AddFrame(bytes, random, toServer, TestFrame.Text, true, Text(random));
                break;
            case < 16:
                AddFragments(bytes, random, toServer);
                break;
            case < 19:
                AddFrame(bytes, random, toServer, random.Next(9, 11), true, RandomBytes(random, random.Next(20) == 0 ? 126 : random.Next(10)));
                break;
            case < 20:
                AddFrame(bytes, random, toServer, TestFrame.Close, true, ClosePayload(random));
                break;
            case < 21:
                AddFrame(bytes, random, toServer, random.Next(16), random.Next(3) > 0, RandomBytes(random, random.Next(6)));
                break;
            case < 22:
                AddFrame(bytes, random, toServer, TestFrame.Text, true, RandomBytes(random, random.Next(6)));
                break;
            case < 23:
                AddFrame(bytes, random, toServer, TestFrame.Text, true, new byte[random.Next(2) == 0 ? 200 : random.Next(190, 210)]);
                break;
            default:
                AddFrame(bytes, random, toServer, random.Next(3), random.Next(2) == 0, Text(random));
                break;
        }
    }

    private static void AddFragments(List<byte> bytes, Random random, bool toServer)
    {
        byte[] text = [.. Text(random), .. Text(random)];
        int start = 0;
        for (int count = random.Next(1, 5); count >= 0; count--)
        {
            int end = count == 0 ? text.Length : random.Next(start, text.Length + 1);
            AddFrame(bytes, random, toServer, start == 0 && bytes.Count == 0 ? TestFrame.Text : Opcode(random, start), count == 0, text[start..end]);
            start = end;
            if (random.Next(4) == 0)
            {
                AddFrame(bytes, random, toServer, TestFrame.Ping, true, Text(random));
            }
        }

        static int Opcode(Random random, int start) =>
            start == 0 && random.Next(12) != 0 ? TestFrame.Text : TestFrame.Continuation;
    }

    private static void AddFrame(List<byte> bytes, Random random, bool toServer, int opcode, bool fin, byte[] payload)
    {
        bool masked = toServer != (random.Next(100) == 0);
        byte[] mask = masked ? RandomBytes(random, 4) : [];
        byte[] header = TestFrame.Header(opcode, payload.Length, fin, mask);
        header[1] = (byte)(masked ? header[1] | 0x80 : header[1] & 0x7F);
        if (payload.Length < 126 && random.Next(100) == 0)
        {
            header = [header[0], (byte)((header[1] & 0x80) | 126), 0, .. header[1..]];
            header[3] &= 0x7F;
        }

        bytes.AddRange(header);
        for (int i = 0; i < payload.Length; i++)
        {
            bytes.Add(masked ? (byte)(payload[i] ^ mask[i % 4]) : payload[i]);
        }
    }

    private static void Mutate(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count);
        switch (random.Next(6))
        {
            case 0:
                bytes.RemoveAt(at);
                break;
            case 1:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes[at] = (byte)random.Next(256);
                break;
            case 4:
                // Often a length.
                bytes[Math.Min(1, bytes.Count - 1)] = (byte)(0x7D + random.Next(3) + (0x80 * random.Next(2)));
                break;
            default:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
        }
    }

    private static byte[] Text(Random random) => Encoding.UTF8.GetBytes(s_texts[random.Next(s_texts.Length)]);

    private static byte[] ClosePayload(Random random)
    {
        int code = s_codes[random.Next(s_codes.Length)];
        return random.Next(5) switch
        {
            0 => [],
            1 => RandomBytes(random, random.Next(5)),
            _ => [(byte)(code >> 8), (byte)code, .. Text(random)],
        };
    }

    private static byte[] RandomBytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
