using System;
using System.Collections.Generic;
using System.Linq;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

public sealed class FrameWriterTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(125, 2)]
    [InlineData(126, 4)]
    [InlineData(65_535, 4)]
    [InlineData(65_536, 10)]
    public void A_header_has_the_shortest_form_and_can_be_read_back(int length, int expected)
    {
        byte[] bytes = new byte[FrameHeader.MaxLength];
        Assert.Equal(expected, FrameHeader.Write(bytes, FrameOpcode.Text, length));
        Assert.True(FrameHeader.TryRead(bytes, maskIsDue: false, out FrameHeader plain));
        Assert.Equal(new FrameHeader(0x81, false, 0, length, true, expected), plain);

        Assert.Equal(expected + 4, FrameHeader.WriteMasked(bytes, FrameOpcode.Ping, length, 0xD4C3B2A1));
        Assert.True(FrameHeader.TryRead(bytes, maskIsDue: true, out FrameHeader masked));
        Assert.Equal(new FrameHeader(0x89, true, 0xD4C3B2A1, length, true, expected + 4), masked);
        Assert.Equal([0xA1, 0xB2, 0xC3, 0xD4], bytes[expected..(expected + 4)]);
    }

    [Fact]
    public void Masking_is_the_rfcs_for_every_length_and_offset()
    {
        byte[] payload = [.. Enumerable.Range(0, 200).Select(i => (byte)(i * 7))];
        byte[] key = [0x37, 0xFA, 0x21, 0x3D];
        for (int length = 0; length <= payload.Length; length++)
        {
            byte[] expected = [.. payload.Take(length).Select((b, i) => (byte)(b ^ key[i % 4]))];
            byte[] whole = new byte[length];
            FrameMask.Apply(payload.AsSpan(0, length), whole, 0x3D21FA37);
            Assert.Equal(expected, whole);

            int cut = length / 3;
            byte[] inPlace = [.. payload.Take(length)];
            FrameMask.Apply(inPlace.AsSpan(0, cut), inPlace.AsSpan(0, cut), 0x3D21FA37);
            FrameMask.Apply(inPlace.AsSpan(cut), inPlace.AsSpan(cut), FrameMask.Rotate(0x3D21FA37, cut));
            Assert.Equal(expected, inPlace);
        }
    }

    [Fact]
    public void The_example_of_the_rfc_is_read()
    {
        byte[] bytes = Convert.FromHexString("818537FA213D7F9F4D5158");
        Assert.True(FrameHeader.TryRead(bytes, maskIsDue: true, out FrameHeader header));
        FrameMask.Apply(bytes.AsSpan(header.Length), bytes.AsSpan(header.Length), header.MaskKey);

        Assert.Equal("Hello"u8.ToArray(), bytes[header.Length..]);
    }

    [Fact]
    public void Keys_are_not_given_out_twice()
    {
        HashSet<uint> keys = [.. Enumerable.Range(0, 5000).Select(_ => MaskKeys.Next())];

        // Chance repeats one of 5,000 keys of 32 bits in 1 of 344 runs, and twenty of them never.
        Assert.InRange(keys.Count, 4980, 5000);
    }

    [Fact]
    public void Two_frames_of_one_message_differ_in_their_keys()
    {
        byte[] frame = new byte[FrameWriter.MaxLength(16)];
        HashSet<string> frames = [];
        for (int i = 0; i < 100; i++)
        {
            int length = FrameWriter.Write(frame, FrameOpcode.Text, new byte[16], masked: true);
            frames.Add(Convert.ToHexString(frame.AsSpan(0, length)));
        }

        Assert.InRange(frames.Count, 99, 100);
    }
}
