using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

/// <summary>Each rule of RFC 6455 that a receiver has to check: bytes in, what happened out.</summary>
public sealed class FrameParserTests
{
    private const int Limit = 1000;

    public static TheoryData<string, string, string> Rules => new()
    {
        // Section 5.2: the header. Unmasked bytes, as a client gets them; the server's side gets the same ones masked.
        { "text", "81 02 6869", "hi" },
        { "empty text", "81 00", "" },
        { "two texts", "81 01 61  81 01 62", "a | b" },
        { "RSV1", "C1 01 61", "1002" },
        { "RSV2", "A1 01 61", "1002" },
        { "RSV3", "91 01 61", "1002" },
        { "RSV of a control frame", "C9 00", "1002" },
        { "opcode 3", "83 00", "1002" },
        { "opcode 7", "87 00", "1002" },
        { "opcode B", "8B 00", "1002" },
        { "opcode F", "8F 00", "1002" },
        { "binary", "82 01 61", "Binary" },
        { "binary, not final", "02 01 61", "Binary" },

        // The length has to be in its shortest form, and its highest bit 0.
        { "5 in 16 bits", "81 7E0005 6162636465", "1002" },
        { "125 in 16 bits", "81 7E007D", "1002" },
        { "126 in 64 bits", "81 7F000000000000007E", "1002" },
        { "65535 in 64 bits", "81 7F000000000000FFFF", "1002" },
        { "highest bit", "81 7F8000000000000000", "1002" },
        { "all bits", "81 7FFFFFFFFFFFFFFFFF", "1002" },
        { "65536 is too much, not wrong", "81 7F0000000000010000", "TooBig" },
        { "63 bits", "81 7F7FFFFFFFFFFFFFFF", "TooBig" },

        // Section 5.4: fragments.
        { "fragments", "01 01 61  00 01 62  80 01 63", "abc" },
        { "empty fragments", "01 00  00 00  80 00", "" },
        { "empty first and last fragment", "01 00  00 01 61  80 00", "a" },
        { "nothing to continue", "80 01 61", "1002" },
        { "nothing to continue any more", "01 01 61  80 01 62  80 01 63", "ab | 1002" },
        { "text in a text", "01 01 61  81 01 62", "1002" },
        { "beginning of a text in a text", "01 01 61  01 01 62", "1002" },
        { "binary in a text", "01 01 61  82 01 62", "1002" },

        // Section 5.5: control frames.
        { "ping", "89 02 6869", "Ping(hi)" },
        { "empty ping", "89 00", "Ping()" },
        { "pong", "8A 02 6869", "Pong(hi)" },
        { "ping between fragments", "01 01 61  89 01 70  00 01 62  8A 01 71  80 01 63", "Ping(p) | Pong(q) | abc" },
        { "fragmented ping", "09 00", "1002" },
        { "fragmented pong", "0A 00", "1002" },
        { "fragmented close", "08 00", "1002" },
        { "long ping", "89 7E007E", "1002" },
        { "long pong", "8A 7F0000000000010000", "1002" },
        { "long close", "88 7E007E", "1002" },

        // Sections 5.5.1 and 7.4: close frames.
        { "close", "88 02 03E8", "Close(1000,)" },
        { "close with reason", "88 05 0FA0 627965", "Close(4000,bye)" },
        { "close without code", "88 00", "Close(1000,)" },
        { "close between fragments", "01 01 61  88 02 03E9", "Close(1001,)" },
        { "half a code", "88 01 03", "1002" },
        { "code 0", "88 02 0000", "1002" },
        { "code 999", "88 02 03E7", "1002" },
        { "code 1004", "88 02 03EC", "1002" },
        { "code 1005", "88 02 03ED", "1002" },
        { "code 1006", "88 02 03EE", "1002" },
        { "code 1011", "88 02 03F3", "Close(1011,)" },
        { "code 1012", "88 02 03F4", "Close(1012,)" },
        { "code 1014", "88 02 03F6", "Close(1014,)" },
        { "code 1015", "88 02 03F7", "1002" },
        { "code 1016", "88 02 03F8", "1002" },
        { "code 2999", "88 02 0BB7", "1002" },
        { "code 3000", "88 02 0BB8", "Close(3000,)" },
        { "code 4999", "88 02 1387", "Close(4999,)" },
        { "code 5000", "88 02 1388", "1002" },
        { "reason that is no text", "88 04 03E8 C328", "1007" },
        { "reason that is cut", "88 04 03E8 E282", "1007" },

        // Section 8.1: UTF-8, checked as far as it has come.
        { "two bytes", "81 02 C3A4", "\u00e4" },
        { "four bytes", "81 04 F09F9880", "\ud83d\ude00" },
        { "character over fragments", "01 01 F0  00 01 9F  00 01 98  80 01 80", "\ud83d\ude00" },
        { "character over fragments, ping between", "01 02 E282  89 00  80 01 AC", "Ping() | \u20ac" },
        { "wrong second byte", "81 02 C328", "1007" },
        { "wrong byte before the end", "01 02 C328", "1007" },
        { "overlong", "81 02 C0AF", "1007" },
        { "overlong, known by its second byte", "01 02 E080", "1007" },
        { "surrogate", "81 03 EDA080", "1007" },
        { "beyond the last character", "81 04 F4908080", "1007" },
        { "beyond the last character, known by its second byte", "01 02 F490", "1007" },
        { "never a byte of text", "01 01 FF", "1007" },
        { "continuation alone", "01 01 80", "1007" },
        { "cut at the end", "81 02 E282", "1007" },
        { "cut at the end of the last fragment", "01 01 61  80 01 C3", "1007" },
        { "cut before an empty last fragment", "01 02 E282  80 00", "1007" },
        { "wrong in the next fragment", "01 02 E282  80 01 61", "1007" },
        { "wrong in a frame that is not whole", "81 7E0200 61C328", "1007" },

        // What is not whole waits.
        { "nothing", "", "" },
        { "half a header", "81", "" },
        { "half a length", "81 7E01", "" },
        { "half a payload", "81 05 6162", "" },
        { "half a ping", "89 05 6162", "" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_holds_on_both_sides_and_however_the_bytes_are_chopped(string rule, string hex, string expected)
    {
        Assert.NotEmpty(rule);
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        foreach (int chunk in new[] { 1, 2, 3, 7, 1000 })
        {
            Assert.Equal(expected, Parse(bytes, isServer: false, chunk));
            Assert.Equal(expected, Parse(WithMasks(bytes), isServer: true, chunk));
        }
    }

    [Theory]
    [InlineData(false, "81 82 11223344 6869")]
    [InlineData(true, "81 02 6869 00000000")]
    public void A_frame_that_is_masked_where_it_must_not_be_is_refused(bool isServer, string hex) =>
        Assert.Equal("1002", Parse(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), isServer, 1000));

    [Theory]
    [InlineData(new[] { Limit }, "Message")]
    [InlineData(new[] { Limit + 1 }, "TooBig")]
    [InlineData(new[] { 600, 400 }, "Message")]
    [InlineData(new[] { 600, 401 }, "TooBig")]
    [InlineData(new[] { 600, 400, 0 }, "Message")]
    [InlineData(new[] { 600, 400, 1 }, "TooBig")]
    public void The_limit_is_exact_for_whole_and_fragmented_messages(int[] lengths, string expected)
    {
        byte[] bytes =
        [
            .. lengths.SelectMany((length, i) => Unmasked(
                i == 0 ? TestFrame.Text : TestFrame.Continuation, new byte[length], fin: i == lengths.Length - 1)),
        ];

        string happened = Parse(bytes, isServer: false, 100);

        Assert.Equal(expected, happened == new string('\0', Limit) ? "Message" : happened);
    }

    [Fact]
    public void A_message_too_big_is_refused_by_its_header_before_any_of_it_is_buffered()
    {
        CountingPool pool = new();
        FrameBuffer buffer = new(pool);
        FrameParser parser = new(buffer, isServer: false, 10_000_000);
        Feed(buffer, parser, Convert.FromHexString("817F0000000000989681"));

        Assert.Equal(FrameStep.TooBig, parser.Next(out _));
        Assert.Equal(16 * 1024, pool.LargestRent);
    }

    [Fact]
    public void The_buffer_grows_once_for_a_long_message()
    {
        CountingPool pool = new();
        FrameBuffer buffer = new(pool);
        FrameParser parser = new(buffer, isServer: false, 10_000_000);
        Feed(buffer, parser, Convert.FromHexString("817F0000000000989680"));
        int rents = 0;
        for (int left = 10_000_000; left > 0;)
        {
            Assert.Equal(FrameStep.NeedsInput, parser.Next(out _));
            int before = pool.LargestRent;
            Memory<byte> free = buffer.Reserve(parser.Wanted);
            rents += pool.LargestRent > before ? 1 : 0;
            int count = Math.Min(Math.Min(free.Length, 50_000), left);
            free.Span[..count].Fill((byte)'x');
            buffer.Filled(count);
            left -= count;
        }

        Assert.Equal(FrameStep.Message, parser.Next(out _));
        Assert.Equal((1, 1), (rents, pool.Rented));
        buffer.Forget();
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void Tiny_fragments_cost_no_more_memory_than_their_message()
    {
        CountingPool pool = new();
        FrameBuffer buffer = new(pool);
        FrameParser parser = new(buffer, isServer: false, 100_000);
        Feed(buffer, parser, [0x01, 0x01, (byte)'t']);
        for (int i = 1; i < 100_000; i++)
        {
            Assert.Equal(FrameStep.NeedsInput, parser.Next(out _));
            Feed(buffer, parser, [0x00, 0x01, (byte)'t']);
        }

        Assert.Equal(FrameStep.NeedsInput, parser.Next(out _));
        Assert.True(pool.LargestRent <= 300_000, $"{pool.LargestRent}");
        Feed(buffer, parser, [0x00, 0x01, (byte)'t']);
        Assert.Equal(FrameStep.TooBig, parser.Next(out _));
    }

    [Fact]
    public void Empty_fragments_are_counted()
    {
        byte[] fragments = [0x01, 0x00, .. Enumerable.Repeat<byte[]>([0x00, 0x00], 255).SelectMany(f => f)];

        Assert.Equal("", Parse([.. fragments, 0x80, 0x00], isServer: false, 1000));
        Assert.Equal("TooManyEmptyFragments", Parse([.. fragments, 0x00, 0x00], isServer: false, 1000));
    }

    /// <summary>What a parser makes of the bytes, fed in chunks: texts, control frames, and the end if there is one.</summary>
    private static string Parse(byte[] bytes, bool isServer, int chunk)
    {
        List<string> happened = [];
        FrameBuffer buffer = new(ArrayPool<byte>.Shared);
        FrameParser parser = new(buffer, isServer, Limit);
        for (int start = 0; ;)
        {
            FrameStep step = parser.Next(out ReadOnlySpan<byte> payload);
            switch (step)
            {
                case FrameStep.NeedsInput when start < bytes.Length:
                    Feed(buffer, parser, bytes.AsSpan(start, Math.Min(chunk, bytes.Length - start)));
                    start += chunk;
                    break;
                case FrameStep.NeedsInput:
                    return string.Join(" | ", happened);
                case FrameStep.Message:
                    happened.Add(Encoding.UTF8.GetString(buffer.Message.Span));
                    buffer.Forget();
                    break;
                case FrameStep.Ping or FrameStep.Pong:
                    happened.Add($"{step}({Encoding.UTF8.GetString(payload)})");
                    break;
                default:
                    happened.Add(step switch
                    {
                        FrameStep.Breach => $"{parser.Breach!.CloseCode}",
                        FrameStep.Close => $"Close({parser.CloseCode},{parser.CloseReason})",
                        _ => $"{step}",
                    });
                    return string.Join(" | ", happened);
            }
        }
    }

    private static void Feed(FrameBuffer buffer, FrameParser parser, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.Reserve(parser.Wanted).Span);
        buffer.Filled(bytes.Length);
    }

    private static byte[] Unmasked(int opcode, byte[] payload, bool fin)
    {
        byte[] header = TestFrame.Header(opcode, payload.Length, fin, []);
        header[1] &= 0x7F;
        return [.. header, .. payload];
    }

    /// <summary>The same frames as a client sends them, the last one perhaps cut.</summary>
    private static byte[] WithMasks(ReadOnlySpan<byte> bytes)
    {
        byte[] mask = [0x9A, 0x07, 0xF3, 0x5C];
        List<byte> masked = [];
        while (bytes.Length > 0)
        {
            if (!FrameHeader.TryRead(bytes, maskIsDue: false, out FrameHeader header))
            {
                masked.AddRange(bytes);
                if (bytes.Length > 1)
                {
                    masked[^(bytes.Length - 1)] |= 0x80;
                }

                break;
            }

            int length = (int)Math.Min((ulong)(bytes.Length - header.Length), (ulong)header.PayloadLength);
            masked.AddRange(bytes[..header.Length]);
            masked[^(header.Length - 1)] |= 0x80;
            masked.AddRange(mask);
            for (int i = 0; i < length; i++)
            {
                masked.Add((byte)(bytes[header.Length + i] ^ mask[i % 4]));
            }

            bytes = bytes[(header.Length + length)..];
        }

        return [.. masked];
    }
}
